package io.florin.edge.user;

import io.florin.edge.caller.Caller;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Totp;
import io.florin.edge.token.AccessTokens;
import io.florin.edge.token.RefreshToken;
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
            return begin(account.user(), origin.as("user:" + account.user().id()));
        } catch (Unfit refused) {
            record(origin, "login." + refused.why().code(), "email:" + attempt.email());
            throw refused;
        }
    }

    private Account authenticated(Attempt attempt, Origin origin) throws Unfit, Doubtful {
        var found = accounts.findByEmail(origin.app(), attempt.email());
        var hash = found.map(account -> account.secrets().passwordHash()).orElse(null);
        boolean matches = accounts.passwords().matches(attempt.password(), hash);
        if (!matches || found.isEmpty()) throw Unfit.of(Refusal.CREDENTIALS_WRONG);
        var account = found.get();
        if (account.user().blocked()) throw Unfit.of(Refusal.USER_BLOCKED);
        useSecondFactor(account, attempt.otp(), origin);
        if (hash != null && accounts.passwords().isOutdated(hash)) {
            var again = new UserChange.Rehash(accounts.passwords().hash(attempt.password()));
            accounts.change(account.user().id(), again, "user.password_rehashed", origin);
        }
        return account;
    }

    /** Each code once: its time step is noted before the login goes on. */
    private void useSecondFactor(Account account, @Nullable String otp, Origin origin)
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

    /** Sets up a second factor whose first code proves that the app has the key. */
    public User setSecondFactor(String user, String key, String otp, Origin origin)
            throws Unfit, Doubtful {
        long step = step(key, otp);
        var change = new UserChange.Totp(accounts.vault().seal(TOTP, key));
        var changed = accounts.change(user, change, "user.second_factor_set", origin);
        accounts.change(user, new UserChange.TotpUsed(step), "user.second_factor_used", origin);
        accounts.endSessions(user, EndReason.REVOKED, origin);
        return changed;
    }

    private Grant begin(User user, Origin origin) throws Unfit, Doubtful {
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
        return grant(user, session, refreshToken);
    }

    /** The next pair of tokens for the newest refresh token; see {@link Refresh}. */
    public Grant refresh(String presented, Origin origin) throws Unfit, Doubtful {
        var token =
                RefreshToken.parse(presented)
                        .orElseThrow(() -> Unfit.of(Refusal.REFRESH_TOKEN_INVALID));
        var session = token.session();
        var next = RefreshToken.of(session, secrets);
        var vault = accounts.vault();
        try {
            var view =
                    accounts.sessions()
                            .done(session, new Refresh(token.hash(vault), next.hash(vault)));
            return refreshed(view, next, origin);
        } catch (Unfit refused) {
            if (refused.why() == Refusal.REFRESH_TOKEN_REUSED) {
                record(origin, "session.token_reused", "session:" + session.id());
            }
            throw refused.why() == Refusal.SESSION_NOT_FOUND
                    ? Unfit.of(Refusal.REFRESH_TOKEN_INVALID)
                    : refused;
        }
    }

    private Grant refreshed(SessionView view, RefreshToken next, Origin origin)
            throws Unfit, Doubtful {
        var login = view.login();
        if (login == null) throw Unfit.of(Refusal.REFRESH_TOKEN_INVALID);
        var found = accounts.find(view.id().app(), login.user());
        if (found.isEmpty() || found.get().user().blocked()) {
            throw ended(view.id(), Refusal.USER_BLOCKED, origin);
        }
        if (login.createdAt().isBefore(found.get().secrets().loginsFrom())) {
            throw ended(view.id(), Refusal.SESSION_ENDED, origin);
        }
        return grant(found.get().user(), view.id(), next);
    }

    /** The read side may not have known the session when all of the user's were ended. */
    private Unfit ended(SessionId session, Refusal why, Origin origin) throws Unfit, Doubtful {
        end(session, EndReason.REVOKED, origin);
        return Unfit.of(why);
    }

    private Grant grant(User user, SessionId session, RefreshToken refreshToken) throws Unfit {
        boolean hasFactor =
                !settings.operatorsNeedSecondFactor()
                        || accounts.require(user.app(), user.id()).secrets().totpKey() != null;
        var caller = new Caller.User(user.id(), session.id(), roles(user, hasFactor), user.tier());
        var accessToken = tokens.issue(user.app(), caller);
        return new Grant(user, session.id(), accessToken, refreshToken.text());
    }

    /** Whoever needs a second factor to be an operator is none without it. */
    private static Set<String> roles(User user, boolean mayOperate) {
        if (mayOperate) return user.roles();
        var others = new HashSet<>(user.roles());
        others.remove(User.OPERATOR);
        return others;
    }

    /** Ends a login by the hand of the origin's actor. */
    public SessionView end(SessionId session, EndReason reason, Origin origin)
            throws Unfit, Doubtful {
        var view = accounts.sessions().done(session, new End(reason));
        record(origin, "session.ended", "session:" + session.id());
        return view;
    }

    private void record(Origin origin, String kind, String target) throws Unfit {
        Flows flows = accounts.flows();
        flows.read(trail.append(accounts.witness().entry(origin, kind, target)));
    }
}
