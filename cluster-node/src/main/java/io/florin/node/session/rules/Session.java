package io.florin.node.session.rules;

import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionEvent.Tried;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.session.SessionView.Conversation;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One session after its last event. What has expired is still in here: whoever reads it says at
 * which time.
 *
 * @param version the number of its last event
 * @param lastAt the time of that
 * @param conversation the last one, ended or not; null if there never was any
 */
public record Session(
        SessionId id,
        long version,
        Instant lastAt,
        @Nullable Login login,
        @Nullable Conversation conversation,
        @Nullable OneTimeCode code,
        @Nullable Guard guard) {
    /** Nothing ever happened. */
    public static Session absent(SessionId id) {
        return new Session(id, 0, Instant.EPOCH, null, null, null, null);
    }

    public boolean isAbsent() {
        return lastAt.equals(Instant.EPOCH);
    }

    /** The same under the number that the journal gives its last event: older ones may be gone. */
    public Session numbered(long sequence) {
        return new Session(id, sequence, lastAt, login, conversation, code, guard);
    }

    /** May not refuse: it has happened. */
    public Session apply(SessionEvent event) {
        return switch (event) {
            case Began e -> with(e, Login.begun(e));
            case Refreshed e -> with(e, known(login, e).refreshed(e));
            case Ended e -> with(e, known(login, e).ended(e));
            case Conversed e ->
                    with(e, new Conversation(e.state(), e.data(), e.at(), e.expiresAt()));
            case Silenced e ->
                    with(e, new Conversation(known(conversation, e).state(), "", e.at(), e.at()));
            case CodeIssued e -> with(e, OneTimeCode.issued(e));
            case CodeMissed e -> with(e, known(code, e).missed(e));
            case CodeUsed e -> with(e, known(code, e).used(e));
            case Tried e -> with(e, new Guard(e.tries(), e.locked(), e.forgottenAt()));
            case Relented e -> with(e, (Guard) null);
        };
    }

    private Session with(SessionEvent event, Login next) {
        return new Session(id, version + 1, event.at(), next, conversation, code, guard);
    }

    private Session with(SessionEvent event, Conversation next) {
        return new Session(id, version + 1, event.at(), login, next, code, guard);
    }

    private Session with(SessionEvent event, OneTimeCode next) {
        return new Session(id, version + 1, event.at(), login, conversation, next, guard);
    }

    private Session with(SessionEvent event, @Nullable Guard next) {
        return new Session(id, version + 1, event.at(), login, conversation, code, next);
    }

    private <T> T known(@Nullable T part, SessionEvent event) {
        if (part != null) return part;
        throw new CorruptHistory(id + " has nothing that " + event + " could have happened to");
    }

    /** Whether somebody was logged in here and is not any more. */
    boolean isLoginOver(Instant now) {
        return login != null && !login.isLive(now);
    }

    /** The conversation that goes on; it ends with its login at the latest. */
    @Nullable Conversation conversation(Instant now) {
        if (conversation == null || isLoginOver(now)) return null;
        return now.isBefore(conversation.expiresAt()) ? conversation : null;
    }

    /** The tries that are counted. */
    @Nullable Guard guard(Instant now) {
        return guard != null && now.isBefore(guard.forgottenAt()) ? guard : null;
    }

    /** From when on nothing of it lives, if nothing more happens. */
    public Instant until() {
        return Stream.of(
                        login == null ? lastAt : login.overAt(),
                        conversation == null ? lastAt : conversation.expiresAt(),
                        code == null ? lastAt : code.expiresAt(),
                        guard == null ? lastAt : guard.forgottenAt())
                .max(Instant::compareTo)
                .orElse(lastAt);
    }

    public SessionView view(Instant now) {
        var counted = guard(now);
        return new SessionView(
                id,
                version,
                login == null ? null : login.view(now),
                conversation(now),
                code == null ? null : code.view(),
                counted == null ? null : counted.view());
    }
}
