package io.florin.edge.user;

import io.florin.edge.app.Roles;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Caller;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Totp;
import io.florin.edge.token.AccessTokens;
import io.florin.edge.token.RefreshToken;
import io.florin.edge.trail.Origin;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.trail.AuditTrail;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets users in. A try is taken before the password is looked at, and the same hash is computed
 * whether there is such a user or not. The calls wait: make them from a flow.
 */
public record Logins(
        Accounts accounts,
        AccessTokens tokens,
        RandomSecrets secrets,
        AuditTrail trail,
        IdentitySettings settings,
        Apps apps,
        IdSource ids) {
    private static final String TOTP = "second factor";

    /** What a login or a refresh gives. Never printed. */
    public record Grant(User user, String session, String accessToken, String refreshToken) {
        @Override
        public String toString() {
            return "Grant of session " + session;
        }
    }

    /** What somebody who logs in says; the origin's actor is not known yet. */
    public record Attempt(String email, String password, @Nullable String otp) {
        @Override
        public String toString() {
            return "Attempt of " + email;
        }
    }

    static SessionId guard(String app, String email) {
        return SessionSteps.guard(app, "password", email);
    }

    /**
     * Begins a session: {@code CREDENTIALS_WRONG}, {@code LOCKED_OUT}, {@code USER_BLOCKED}, {@code
     * SECOND_FACTOR_REQUIRED}, {@code SECOND_FACTOR_WRONG}.
     */
    public Grant logIn(Attempt attempt, Origin origin) throws Unfit, Doubtful {
        var guard = guard(origin.app(), attempt.email());
        try {
            accounts.sessions().takeTry(guard, settings.loginTries());
            var account = authenticated(attempt, origin);
            accounts.sessions().relent(guard);
            var theirs = origin.as("user:" + account.user().id());
            var grant = begin(account, theirs);
            requireUnchanged(account, grant, theirs);
            return grant;
        } catch (Unfit refused) {
            record(origin, "login." + refused.why().code(), "email:" + attempt.email());
            throw refused;
        }
    }

    /**
     * A password changed while this one was hashed has ended all logins before it, and this one.
     */
    private void requireUnchanged(Account judged, Grant grant, Origin origin)
            throws Unfit, Doubtful {
        var now = accounts.require(origin.app(), judged.user().id());
        if (now.secrets().loginsFrom().equals(judged.secrets().loginsFrom())) return;
        end(new SessionId(origin.app(), grant.session()), EndReason.REVOKED, origin);
        throw Unfit.of(Refusal.CREDENTIALS_WRONG);
    }

    private Account authenticated(Attempt attempt, Origin origin) throws Unfit, Doubtful {
        var found = accounts.findByEmail(origin.app(), attempt.email());
        var hash = found.map(account -> account.secrets().passwordHash()).orElse(null);
        boolean matches = accounts.passwords().matches(attempt.password(), hash);
        if (!matches || found.isEmpty()) throw Unfit.of(Refusal.CREDENTIALS_WRONG);
        var account = found.get();
        if (account.user().blocked()) throw Unfit.of(Refusal.USER_BLOCKED);
        var theirs = origin.as("user:" + account.user().id());
        useSecondFactor(account, attempt.otp(), theirs);
        if (hash != null && accounts.passwords().isOutdated(hash)) {
            var again = new UserChange.Rehash(hash, accounts.passwords().hash(attempt.password()));
            accounts.change(account.user().id(), again, "user.password_rehashed", theirs);
        }
        return account;
    }

    /** Each code once: its time step is noted before the login goes on. */
    void useSecondFactor(Account account, @Nullable String otp, Origin origin)
            throws Unfit, Doubtful {
        var sealed = account.secrets().totpKey();
        if (sealed == null) return;
        if (otp == null) throw Unfit.of(Refusal.SECOND_FACTOR_REQUIRED);
        var step = step(accounts.vault().open(TOTP, sealed), otp);
        String id = account.user().id();
        accounts.change(id, new UserChange.TotpUsed(step), "user.second_factor_used", origin);
    }

    private long step(String key, String otp) throws Unfit {
        var step = Totp.step(key, otp, accounts.witness().clock().instant());
        if (step.isEmpty()) throw Unfit.of(Refusal.SECOND_FACTOR_WRONG);
        return step.getAsLong();
    }

    /**
     * Sets up a second factor whose first code proves that the app has the key. The code is used up
     * first: if it cannot be, nothing has changed.
     */
    public User setSecondFactor(String user, String key, String otp, Origin origin)
            throws Unfit, Doubtful {
        long step = step(key, otp);
        var change = new UserChange.Totp(accounts.vault().seal(TOTP, key));
        accounts.change(user, new UserChange.TotpUsed(step), "user.second_factor_used", origin);
        var changed = accounts.change(user, change, "user.second_factor_set", origin);
        accounts.endKnownSessions(user, EndReason.REVOKED, origin);
        return changed;
    }

    private Grant begin(Account account, Origin origin) throws Unfit, Doubtful {
        var user = account.user();
        var session = new SessionId(user.app(), ids.next().toString());
        var refreshToken = RefreshToken.of(session, secrets);
        accounts.sessions()
                .done(
                        session,
                        new Begin(
                                user.id(),
                                refreshToken.hash(accounts.vault()),
                                Duration.ofDays(settings.refreshIdleDays()).toSeconds(),
                                Duration.ofDays(settings.sessionLifeDays()).toSeconds()));
        record(origin, "session.begun", "session:" + session.id());
        return grant(account, session, refreshToken);
    }

    /** The next pair of tokens for the newest refresh token; see {@link Refresh}. */
    public Grant refresh(String presented, Origin origin) throws Unfit, Doubtful {
        var token =
                RefreshToken.parse(presented)
                        .orElseThrow(() -> Unfit.of(Refusal.REFRESH_TOKEN_INVALID));
        return refresh(token, origin.in(token.session().app()));
    }

    private Grant refresh(RefreshToken token, Origin origin) throws Unfit, Doubtful {
        var session = token.session();
        var owner = owner(session);
        var next = RefreshToken.of(session, secrets);
        var exchange = new Refresh(token.hash(accounts.vault()), next.hash(accounts.vault()));
        try {
            accounts.sessions().done(session, exchange);
        } catch (Unfit refused) {
            if (refused.why() == Refusal.REFRESH_TOKEN_REUSED) {
                record(origin, "session.token_reused", "session:" + session.id());
            }
            throw refused;
        }
        if (owner.mayGoOn()) return grant(owner.account(), session, next);
        end(session, EndReason.REVOKED, origin);
        boolean blocked = owner.account().user().blocked();
        throw Unfit.of(blocked ? Refusal.USER_BLOCKED : Refusal.SESSION_ENDED);
    }

    /** Whose a login is. The read side may not have known it when all of theirs were ended. */
    private record Owner(Account account, Instant loggedInAt) {
        boolean mayGoOn() {
            return !account.user().blocked()
                    && !loggedInAt.isBefore(account.secrets().loginsFrom());
        }
    }

    /** Asked before the exchange: after it nothing may fail, for the old token is used up then. */
    private Owner owner(SessionId session) throws Unfit {
        var login = accounts.sessions().look(session).map(SessionView::login);
        if (login.isEmpty()) throw Unfit.of(Refusal.REFRESH_TOKEN_INVALID);
        var account =
                accounts.find(session.app(), login.get().user())
                        .orElseThrow(() -> Unfit.of(Refusal.REFRESH_TOKEN_INVALID));
        return new Owner(account, login.get().createdAt());
    }

    private Grant grant(Account account, SessionId session, RefreshToken refreshToken) {
        var user = account.user();
        boolean mayOperate =
                !settings.operatorsNeedSecondFactor() || account.secrets().totpKey() != null;
        var caller = new Caller.User(user.id(), session.id(), roles(user, mayOperate), user.tier());
        var accessToken = tokens.issue(user.app(), caller);
        return new Grant(user, session.id(), accessToken, refreshToken.text());
    }

    /**
     * The app's default role and those that were granted, with the right of an operator if one of
     * them has it in the app. Whoever needs a second factor to be an operator is none without it.
     */
    private Set<String> roles(User user, boolean mayOperate) {
        var known = apps.find(user.app()).map(app -> app.rules().roles()).orElse(Roles.USUAL);
        var roles = new HashSet<>(known.with(user.roles()));
        roles.remove(User.OPERATOR);
        if (mayOperate && known.makeOperator(user.roles())) roles.add(User.OPERATOR);
        return roles;
    }

    /** Ends a login by the hand of the origin's actor; what has ended already is not recorded. */
    public SessionView end(SessionId session, EndReason reason, Origin origin)
            throws Unfit, Doubtful {
        return switch (accounts.sessions().outcome(session, new End(reason))) {
            case SessionSteps.Outcome.Of(var view, var replayed) -> {
                if (!replayed) record(origin, "session.ended", "session:" + session.id());
                yield view;
            }
            case SessionSteps.Outcome.Not(var denial) -> throw new Unfit(denial);
        };
    }

    /** Ends all of a user's logins by the hand of the origin's actor. */
    public int endAll(String user, EndReason reason, Origin origin) throws Unfit, Doubtful {
        return accounts.endAllSessions(user, reason, origin);
    }

    private void record(Origin origin, String kind, String target) throws Unfit {
        Flows flows = accounts.flows();
        flows.read(trail.append(accounts.witness().entry(origin, kind, target)));
    }
}
