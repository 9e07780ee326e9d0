package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.UserSecrets;
import io.florin.protocol.user.Users;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Users in memory, with the rules that the door promises. */
final class FakeUsers implements Users {
    /** The next look-ups fail with it. */
    volatile @Nullable RuntimeException failure;

    /** Runs after each registration. */
    volatile Runnable onCreate = () -> {};

    private final FakeAuditTrail trail;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    FakeUsers(FakeAuditTrail trail) {
        this.trail = trail;
    }

    /** Of people who need not be registered here. */
    private final Map<String, Set<String>> wallets = new LinkedHashMap<>();

    @Override
    public synchronized CompletionStage<Boolean> takeWallet(
            String app, String id, String wallet, int most) {
        var theirs = wallets.computeIfAbsent(app + "/" + id, _ -> new HashSet<>());
        return CompletableFuture.completedStage(
                theirs.contains(wallet) || (theirs.size() < most && theirs.add(wallet)));
    }

    @Override
    public synchronized CompletionStage<Void> giveWalletBack(String app, String id, String wallet) {
        wallets.getOrDefault(app + "/" + id, Set.of()).remove(wallet);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<UserReply> create(NewUser user, AuditEntry entry) {
        var known = accounts.get(user.app() + "/" + user.id());
        if (known != null) {
            boolean same = user.fingerprint().equals(fingerprints.get(user.id()));
            return done(
                    same
                            ? new UserReply.Done(known.user(), true)
                            : new UserReply.Refused(Refusal.IDEMPOTENCY_KEY_REUSED));
        }
        if (has(user.app(), u -> u.username().equals(user.username()))) {
            return done(new UserReply.Refused(Refusal.USERNAME_TAKEN));
        }
        if (has(user.app(), u -> u.email().equals(user.email()))) {
            return done(new UserReply.Refused(Refusal.EMAIL_TAKEN));
        }
        var made =
                new User(
                        user.app(),
                        user.id(),
                        user.username(),
                        user.email(),
                        false,
                        false,
                        Set.of(),
                        user.tier(),
                        user.at(),
                        1);
        fingerprints.put(user.id(), user.fingerprint());
        var secrets = new UserSecrets(user.passwordHash(), null, null, 0, user.at());
        accounts.put(user.app() + "/" + user.id(), new Account(made, secrets));
        trail.append(entry);
        onCreate.run();
        return done(new UserReply.Done(made, false));
    }

    @Override
    public synchronized CompletionStage<UserReply> change(
            String app, String id, UserChange change, AuditEntry entry) {
        var account = accounts.get(app + "/" + id);
        if (account == null) return done(new UserReply.Refused(Refusal.USER_NOT_FOUND));
        if (change instanceof UserChange.TotpUsed(var step)
                && step <= account.secrets().totpLastStep()) {
            return done(new UserReply.Refused(Refusal.SECOND_FACTOR_WRONG));
        }
        var changed =
                new Account(user(account.user(), change), secrets(account, change, entry.at()));
        accounts.put(app + "/" + id, changed);
        trail.append(entry);
        return done(new UserReply.Done(changed.user(), false));
    }

    private static User user(User user, UserChange change) {
        boolean verified = user.emailVerified() || change instanceof UserChange.EmailVerified;
        boolean blocked = change instanceof UserChange.Blocked(var yes) ? yes : user.blocked();
        var roles = change instanceof UserChange.Roles(var other) ? other : user.roles();
        String tier = change instanceof UserChange.Tier(var other) ? other : user.tier();
        return new User(
                user.app(),
                user.id(),
                user.username(),
                user.email(),
                verified,
                blocked,
                roles,
                tier,
                user.createdAt(),
                user.version() + 1);
    }

    private static UserSecrets secrets(Account account, UserChange change, Instant at) {
        var was = account.secrets();
        return new UserSecrets(
                passwordHash(was, change),
                change instanceof UserChange.Pin(var hash) ? hash : was.pinHash(),
                change instanceof UserChange.Totp(var key) ? key : was.totpKey(),
                change instanceof UserChange.TotpUsed(var step) ? step : was.totpLastStep(),
                endsLogins(account.user(), change) ? at : was.loginsFrom());
    }

    private static String passwordHash(UserSecrets was, UserChange change) {
        return switch (change) {
            case UserChange.Password(var hash) -> hash;
            case UserChange.Rehash(_, var hash) -> hash;
            default -> was.passwordHash();
        };
    }

    private static boolean endsLogins(User user, UserChange change) {
        return switch (change) {
            case UserChange.Password _, UserChange.Totp _, UserChange.LoginsEnded _ -> true;
            case UserChange.Blocked(var blocked) -> blocked;
            case UserChange.Roles(var roles) -> !roles.containsAll(user.roles());
            default -> false;
        };
    }

    private boolean has(String app, Predicate<User> which) {
        return first(app, which).isPresent();
    }

    private Optional<Account> first(String app, Predicate<User> which) {
        return accounts.values().stream()
                .filter(account -> account.user().app().equals(app) && which.test(account.user()))
                .findFirst();
    }

    @Override
    public synchronized CompletionStage<Optional<Account>> find(String app, String id) {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        return done(Optional.ofNullable(accounts.get(app + "/" + id)));
    }

    @Override
    public synchronized CompletionStage<Optional<Account>> findByEmail(String app, String email) {
        return done(first(app, user -> user.email().equals(email)));
    }

    @Override
    public synchronized CompletionStage<Optional<Account>> findByUsername(
            String app, String username) {
        return done(first(app, user -> user.username().equals(username)));
    }

    @Override
    public synchronized CompletionStage<Page<User>> list(
            String app, @Nullable String cursor, int limit) {
        var all = accounts.values().stream().map(Account::user).toList();
        return FakePage.of(all, cursor, limit);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedStage(value);
    }
}
