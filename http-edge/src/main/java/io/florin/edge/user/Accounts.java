package io.florin.edge.user;

import io.florin.edge.answer.Address;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.secret.Passwords;
import io.florin.edge.secret.Vault;
import io.florin.edge.trail.Origin;
import io.florin.edge.trail.Witness;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.Sessions;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.Users;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users and their secrets. The calls wait: make them from a flow. */
public record Accounts(
        Users users,
        SessionSteps sessions,
        Sessions allSessions,
        Passwords passwords,
        Vault vault,
        Witness witness,
        Flows flows) {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final String PIN = "pin";

    /** What somebody who registers says; the id is the server's. */
    public record Registration(String id, String username, String email, String password) {}

    /** The user, and whether they had been registered by the same request before. */
    public record Registered(User user, boolean replayed) {}

    /**
     * Registers a user: {@code USERNAME_TAKEN}, {@code EMAIL_TAKEN}. A repeat of the id with the
     * same names is the same request; the password is not compared, for it is nowhere kept.
     */
    public Registered register(Registration wanted, String tier, Origin origin)
            throws Unfit, Doubtful {
        var user =
                new NewUser(
                        origin.app(),
                        wanted.id(),
                        wanted.username(),
                        wanted.email(),
                        tier,
                        passwords.hash(wanted.password()),
                        fingerprint(origin.app(), wanted),
                        witness.clock().instant());
        var entry = witness.ofUser(origin, "user.registered", wanted.id());
        return registered(flows.change(users.create(user, entry), address(wanted.id())));
    }

    private String fingerprint(String app, Registration wanted) {
        return vault.hash("registration", app, wanted.username(), wanted.email()).hex();
    }

    private static Registered registered(UserReply reply) throws Unfit {
        return switch (reply) {
            case UserReply.Done(var user, var replayed) -> new Registered(user, replayed);
            case UserReply.Refused(var why) -> throw Unfit.of(why);
        };
    }

    public Account require(String app, String id) throws Unfit {
        return find(app, id).orElseThrow(() -> Unfit.of(Refusal.USER_NOT_FOUND));
    }

    public Optional<Account> find(String app, String id) throws Unfit {
        return flows.read(users.find(app, id));
    }

    public Optional<Account> findByEmail(String app, String email) throws Unfit {
        return flows.read(users.findByEmail(app, email));
    }

    public User change(String id, UserChange change, String kind, Origin origin)
            throws Unfit, Doubtful {
        var entry = witness.ofUser(origin, kind, id);
        var changed = users.change(origin.app(), id, change, entry);
        return registered(flows.change(changed, address(id))).user();
    }

    /** Compares the password of a user who is known, with tries counted as at a login. */
    public void confirmPassword(
            Account account, String password, IdentitySettings.Tries tries, Origin origin)
            throws Unfit {
        var guard = Logins.guard(origin.app(), account.user().email());
        sessions.takeTry(guard, tries);
        if (!passwords.matches(password, account.secrets().passwordHash())) {
            throw Unfit.of(Refusal.CREDENTIALS_WRONG);
        }
        sessions.relent(guard);
    }

    /** Sets another password, hashed already, and ends all of the user's sessions. */
    public User setPassword(String id, String hash, Origin origin) throws Unfit, Doubtful {
        var user = change(id, new UserChange.Password(hash), "user.password_changed", origin);
        endKnownSessions(id, EndReason.PASSWORD_CHANGED, origin);
        return user;
    }

    public User setPin(String id, String pin, Origin origin) throws Unfit, Doubtful {
        return change(id, new UserChange.Pin(passwords.hash(pin)), "user.pin_set", origin);
    }

    /** Takes the PIN away, and with it the lock of wrong tries. */
    public User resetPin(String id, Origin origin) throws Unfit, Doubtful {
        sessions.relent(SessionSteps.guard(origin.app(), PIN, id));
        return change(id, new UserChange.Pin(null), "user.pin_reset", origin);
    }

    /** Compares a PIN: {@code PIN_NOT_SET}, {@code PIN_WRONG}, {@code LOCKED_OUT}. */
    public void confirmPin(Account account, String pin, IdentitySettings.Tries tries) throws Unfit {
        var user = account.user();
        var hash = account.secrets().pinHash();
        if (hash == null) throw Unfit.of(Refusal.PIN_NOT_SET);
        var guard = SessionSteps.guard(user.app(), PIN, user.id());
        sessions.takeTry(guard, tries);
        if (!passwords.matches(pin, hash)) throw Unfit.of(Refusal.PIN_WRONG);
        sessions.relent(guard);
    }

    /**
     * Ends all logins by now: at once those that the read side knows of, the others when they are
     * refreshed.
     */
    public int endAllSessions(String user, EndReason reason, Origin origin) throws Unfit, Doubtful {
        change(user, new UserChange.LoginsEnded(), "user.sessions_ended", origin);
        return endKnownSessions(user, reason, origin);
    }

    /**
     * Ends at once those that the read side knows of, and says how many. It comes after a change
     * that has ended them all by its time, so what cannot be ended now ends when it is refreshed.
     */
    public int endKnownSessions(String user, EndReason reason, Origin origin) {
        try {
            int ended = 0;
            for (var session : flows.read(allSessions.ofUser(origin.app(), user))) {
                if (isEnded(session, reason)) ended++;
            }
            return ended;
        } catch (Unfit e) {
            LOG.warn("Logins of user {} end when they are refreshed", user, e);
            return 0;
        }
    }

    /** One that cannot be reached keeps the others from nothing. */
    private boolean isEnded(SessionId session, EndReason reason) {
        try {
            sessions.done(session, new End(reason));
            return true;
        } catch (Unfit | Doubtful e) {
            LOG.warn("Session {} ends when it is refreshed", session, e);
            return false;
        }
    }

    private static Address address(String id) {
        return new Address(id, "/v1/users/" + id);
    }
}
