package io.florin.persistence.user;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserChange.Blocked;
import io.florin.protocol.user.UserChange.EmailVerified;
import io.florin.protocol.user.UserChange.Password;
import io.florin.protocol.user.UserChange.Pin;
import io.florin.protocol.user.UserChange.Roles;
import io.florin.protocol.user.UserChange.Tier;
import io.florin.protocol.user.UserChange.Totp;
import io.florin.protocol.user.UserChange.TotpUsed;
import io.florin.protocol.user.UserSecrets;
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
            case Password _, Pin _, Totp _, Roles _, Tier _, Blocked _ -> null;
        };
    }

    /** Equal to the account if the change had been before. */
    static Account after(Account account, UserChange change) {
        var user = account.user();
        var secrets = account.secrets();
        return switch (change) {
            case Password(var hash) -> secrets(account, hash, secrets.pinHash(), secrets.totpKey());
            case Pin(var hash) -> secrets(account, secrets.passwordHash(), hash, secrets.totpKey());
            case Totp(var key) -> secrets(account, secrets.passwordHash(), secrets.pinHash(), key);
            case TotpUsed(var step) ->
                    new Account(
                            user,
                            new UserSecrets(
                                    secrets.passwordHash(),
                                    secrets.pinHash(),
                                    secrets.totpKey(),
                                    step));
            case EmailVerified _ -> user(account, true, user.blocked(), user.roles(), user.tier());
            case Roles(var roles) ->
                    user(account, user.emailVerified(), user.blocked(), roles, user.tier());
            case Tier(var tier) ->
                    user(account, user.emailVerified(), user.blocked(), user.roles(), tier);
            case Blocked(var blocked) ->
                    user(account, user.emailVerified(), blocked, user.roles(), user.tier());
        };
    }

    private static Account secrets(
            Account account, String password, @Nullable String pin, @Nullable String totpKey) {
        var last = account.secrets().totpLastStep();
        return new Account(account.user(), new UserSecrets(password, pin, totpKey, last));
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
