package io.florin.persistence.user;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserChange.Blocked;
import io.florin.protocol.user.UserChange.EmailVerified;
import io.florin.protocol.user.UserChange.LoginsEnded;
import io.florin.protocol.user.UserChange.Password;
import io.florin.protocol.user.UserChange.Pin;
import io.florin.protocol.user.UserChange.Rehash;
import io.florin.protocol.user.UserChange.Roles;
import io.florin.protocol.user.UserChange.Tier;
import io.florin.protocol.user.UserChange.Totp;
import io.florin.protocol.user.UserChange.TotpUsed;
import io.florin.protocol.user.UserSecrets;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change makes of a user. */
final class ChangeRules {
    private ChangeRules() {}

    static @Nullable Refusal refusal(Account account, UserChange change) {
        return switch (change) {
            case TotpUsed(var step) ->
                    step > account.secrets().totpLastStep() ? null : Refusal.SECOND_FACTOR_WRONG;
            case EmailVerified(var email) ->
                    email.equals(account.user().email()) ? null : Refusal.USER_NOT_FOUND;
            case Password _, Rehash _, LoginsEnded _, Pin _, Totp _, Roles _, Tier _, Blocked _ ->
                    null;
        };
    }

    /** Equal to the account if the change had been before. */
    static Account after(Account account, UserChange change, Instant at) {
        var user = account.user();
        var secrets = account.secrets();
        return switch (change) {
            case Password(var hash) when hash.equals(secrets.passwordHash()) -> account;
            case Password(var hash) -> with(account, new Edit(secrets).password(hash).endingAt(at));
            case Rehash(var was, _) when !was.equals(secrets.passwordHash()) -> account;
            case Rehash(_, var hash) -> with(account, new Edit(secrets).password(hash));
            case Pin(var hash) -> with(account, new Edit(secrets).pin(hash));
            case Totp(var key) when Objects.equals(key, secrets.totpKey()) -> account;
            case Totp(var key) -> with(account, new Edit(secrets).totp(key).endingAt(at));
            case TotpUsed(var step) -> with(account, new Edit(secrets).step(step));
            case LoginsEnded() -> with(account, new Edit(secrets).endingAt(at));
            case EmailVerified _ -> user(account, true, user.blocked(), user.roles(), user.tier());
            case Roles(var roles) ->
                    user(
                            roles.containsAll(user.roles())
                                    ? account
                                    : with(account, new Edit(secrets).endingAt(at)),
                            user.emailVerified(),
                            user.blocked(),
                            roles,
                            user.tier());
            case Tier(var tier) ->
                    user(account, user.emailVerified(), user.blocked(), user.roles(), tier);
            case Blocked(var blocked) when blocked == user.blocked() -> account;
            case Blocked(var blocked) ->
                    user(
                            blocked ? with(account, new Edit(secrets).endingAt(at)) : account,
                            user.emailVerified(),
                            blocked,
                            user.roles(),
                            user.tier());
        };
    }

    private static Account with(Account account, Edit edit) {
        return new Account(account.user(), edit.made());
    }

    /** Secrets with some of them changed. */
    private record Edit(UserSecrets made) {
        Edit password(String hash) {
            return of(hash, made.pinHash(), made.totpKey(), made.totpLastStep(), made.loginsFrom());
        }

        Edit pin(@Nullable String hash) {
            return of(
                    made.passwordHash(),
                    hash,
                    made.totpKey(),
                    made.totpLastStep(),
                    made.loginsFrom());
        }

        Edit totp(@Nullable String key) {
            return of(
                    made.passwordHash(),
                    made.pinHash(),
                    key,
                    made.totpLastStep(),
                    made.loginsFrom());
        }

        Edit step(long step) {
            return of(made.passwordHash(), made.pinHash(), made.totpKey(), step, made.loginsFrom());
        }

        /** Never earlier than it was. */
        Edit endingAt(Instant at) {
            var from = at.isAfter(made.loginsFrom()) ? at : made.loginsFrom();
            return of(
                    made.passwordHash(), made.pinHash(), made.totpKey(), made.totpLastStep(), from);
        }

        private static Edit of(
                String password,
                @Nullable String pin,
                @Nullable String totpKey,
                long step,
                Instant loginsFrom) {
            return new Edit(new UserSecrets(password, pin, totpKey, step, loginsFrom));
        }
    }

    private static Account user(
            Account account,
            boolean emailVerified,
            boolean blocked,
            Set<String> roles,
            String tier) {
        var user = account.user();
        return new Account(
                new User(
                        user.app(),
                        user.id(),
                        user.username(),
                        user.email(),
                        emailVerified,
                        blocked,
                        roles,
                        tier,
                        user.createdAt(),
                        user.version()),
                account.secrets());
    }
}
