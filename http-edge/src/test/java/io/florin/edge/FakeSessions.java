package io.florin.edge;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Converse;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionCommand.Relent;
import io.florin.protocol.session.SessionCommand.Silence;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.session.SessionView.Code;
import io.florin.protocol.session.SessionView.Conversation;
import io.florin.protocol.session.SessionView.Guard;
import io.florin.protocol.session.SessionView.Login;
import io.florin.protocol.session.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sessions in memory that do what the door promises, as far as the edge can see. */
final class FakeSessions implements Sessions {
    private static final class State {
        @Nullable Login login;
        @Nullable SecretHash token;
        final Set<SecretHash> oldTokens = new HashSet<>();
        @Nullable Conversation conversation;
        @Nullable Code code;
        @Nullable SecretHash codeHash;
        @Nullable String usedKey;
        int tries;
        @Nullable Instant lockedUntil;
    }

    /** Runs before a login begins. */
    volatile Runnable beforeBegin = () -> {};

    /** The one whose commands nobody takes. */
    volatile @Nullable SessionId unreachable;

    private final InstantSource clock;

    /** Says of every command that nobody knows. */
    volatile boolean inDoubt;

    /** Finds no session by its user, as a read side that lags behind. */
    volatile boolean blind;

    private final Map<SessionId, State> states = new HashMap<>();

    FakeSessions(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<SessionReply> execute(SessionId session, SessionCommand command) {
        if (inDoubt) return CompletableFuture.completedStage(new SessionReply.InDoubt());
        if (command instanceof Begin) beforeBegin.run();
        if (session.equals(unreachable)) {
            return CompletableFuture.completedStage(new SessionReply.NotTaken(Refusal.BUSY));
        }
        return executeAlone(session, command);
    }

    private synchronized CompletionStage<SessionReply> executeAlone(
            SessionId session, SessionCommand command) {
        var now = clock.instant();
        var state = states.computeIfAbsent(session, _ -> new State());
        expire(state, now);
        boolean replayed = isDone(state, command);
        var denial = replayed ? null : decide(state, command, now);
        return CompletableFuture.completedStage(
                denial == null
                        ? new SessionReply.Done(view(session, state), replayed)
                        : new SessionReply.Denied(denial));
    }

    private static boolean isDone(State state, SessionCommand command) {
        return switch (command) {
            case End _ -> state.login != null && !state.login.isLive();
            case IssueCode c ->
                    state.code != null
                            && state.code.purpose().equals(c.purpose())
                            && state.code.subject().equals(c.subject());
            case VerifyCode c -> c.key() != null && c.key().equals(state.usedKey);
            case Begin _, Refresh _, Converse _, Silence _, Try _, Relent _ -> false;
        };
    }

    private static @Nullable Denial decide(State state, SessionCommand command, Instant now) {
        return switch (command) {
            case Begin c -> begin(state, c, now);
            case Refresh c -> refresh(state, c, now);
            case End c -> end(state, c.reason(), now);
            case Converse c -> {
                var until = now.plusSeconds(c.ttlSeconds());
                state.conversation = new Conversation(c.state(), c.data(), now, until);
                yield null;
            }
            case Silence _ -> {
                state.conversation = null;
                yield null;
            }
            case IssueCode c -> issue(state, c, now);
            case VerifyCode c -> verify(state, c, now);
            case Try c -> attempt(state, c, now);
            case Relent _ -> {
                state.tries = 0;
                state.lockedUntil = null;
                yield null;
            }
        };
    }

    private static void expire(State state, Instant now) {
        var login = state.login;
        if (login != null && login.isLive() && !now.isBefore(login.expiresAt())) {
            state.login =
                    new Login(
                            login.user(),
                            login.createdAt(),
                            login.refreshedAt(),
                            login.expiresAt(),
                            login.expiresAt(),
                            null);
        }
        var conversation = state.conversation;
        if (conversation != null && !now.isBefore(conversation.expiresAt())) {
            state.conversation = null;
        }
        if (state.lockedUntil != null && !now.isBefore(state.lockedUntil)) {
            state.lockedUntil = null;
            state.tries = 0;
        }
    }

    private static @Nullable Denial begin(State state, Begin c, Instant now) {
        var until = now.plusSeconds(c.idleSeconds());
        state.login = new Login(c.user(), now, now, until, null, null);
        state.token = c.refreshToken();
        return null;
    }

    private static @Nullable Denial refresh(State state, Refresh c, Instant now) {
        if (state.login == null) return Denial.of(Refusal.SESSION_NOT_FOUND);
        if (!state.login.isLive()) return Denial.of(Refusal.SESSION_ENDED);
        if (state.oldTokens.contains(c.presented())) {
            end(state, EndReason.TOKEN_REUSED, now);
            return Denial.of(Refusal.REFRESH_TOKEN_REUSED);
        }
        if (!Objects.equals(c.presented(), state.token))
            return Denial.of(Refusal.REFRESH_TOKEN_INVALID);
        state.oldTokens.add(c.presented());
        state.token = c.next();
        return null;
    }

    private static @Nullable Denial end(State state, EndReason reason, Instant now) {
        var was = state.login;
        if (was == null) return Denial.of(Refusal.SESSION_NOT_FOUND);
        if (!was.isLive()) return null;
        state.login =
                new Login(
                        was.user(),
                        was.createdAt(),
                        was.refreshedAt(),
                        was.expiresAt(),
                        now,
                        reason);
        return null;
    }

    private static @Nullable Denial issue(State state, IssueCode c, Instant now) {
        if (state.code != null) return Denial.of(Refusal.ID_REUSED);
        var until = now.plusSeconds(c.ttlSeconds());
        state.code = new Code(c.purpose(), c.subject(), c.maxTries(), now, until, null);
        state.codeHash = c.code();
        return null;
    }

    private static @Nullable Denial verify(State state, VerifyCode c, Instant now) {
        var was = state.code;
        if (was == null) return Denial.of(Refusal.CODE_NOT_FOUND);
        if (was.usedAt() != null) return Denial.of(Refusal.CODE_USED);
        if (!now.isBefore(was.expiresAt())) return Denial.of(Refusal.CODE_EXPIRED);
        if (was.triesLeft() == 0) return Denial.of(Refusal.CODE_EXHAUSTED);
        boolean right = Objects.equals(c.code(), state.codeHash);
        int left = right ? was.triesLeft() : was.triesLeft() - 1;
        state.code =
                new Code(
                        was.purpose(),
                        was.subject(),
                        left,
                        was.createdAt(),
                        was.expiresAt(),
                        right ? now : null);
        if (right) state.usedKey = c.key();
        return right ? null : new Denial(Refusal.CODE_WRONG, Map.of("triesLeft", (long) left));
    }

    private static @Nullable Denial attempt(State state, Try c, Instant now) {
        if (state.lockedUntil != null && now.isBefore(state.lockedUntil)) {
            long seconds = state.lockedUntil.getEpochSecond() - now.getEpochSecond();
            return new Denial(Refusal.LOCKED_OUT, Map.of("retryAfterSeconds", seconds));
        }
        if (++state.tries >= c.maxTries()) state.lockedUntil = now.plusSeconds(c.lockSeconds());
        return null;
    }

    private static SessionView view(SessionId id, State state) {
        var guard = state.tries == 0 ? null : new Guard(state.tries, state.lockedUntil);
        return new SessionView(id, 1, state.login, state.conversation, state.code, guard);
    }

    @Override
    public synchronized CompletionStage<SessionReply> look(SessionId session) {
        var state = states.get(session);
        if (state != null) expire(state, clock.instant());
        return CompletableFuture.completedStage(
                state == null
                        ? new SessionReply.Denied(Denial.of(Refusal.SESSION_NOT_FOUND))
                        : new SessionReply.Done(view(session, state), true));
    }

    @Override
    public synchronized CompletionStage<List<SessionId>> ofUser(String app, String user) {
        if (blind) return CompletableFuture.completedStage(List.of());
        return CompletableFuture.completedStage(
                states.entrySet().stream()
                        .filter(entry -> entry.getKey().app().equals(app))
                        .filter(entry -> isLiveOf(entry.getValue().login, user))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static boolean isLiveOf(@Nullable Login login, String user) {
        return login != null && login.isLive() && login.user().equals(user);
    }
}
