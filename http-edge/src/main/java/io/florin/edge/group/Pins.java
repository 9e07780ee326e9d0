package io.florin.edge.group;

import io.florin.edge.app.OperationKind;
import io.florin.edge.app.Pin;
import io.florin.edge.json.Unfit;
import io.florin.edge.user.Accounts;
import io.florin.edge.user.IdentitySettings.Tries;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.user.Account;
import org.jspecify.annotations.Nullable;

/** Asks for the PIN of whoever has one, and of everybody where the app does. The calls wait. */
public record Pins(Accounts accounts, Pin rules) {
    /** {@code PIN_REQUIRED}, {@code PIN_NOT_SET}, {@code PIN_WRONG}, {@code LOCKED_OUT}. */
    public void confirm(Account account, @Nullable String pin, OperationKind kind) throws Unfit {
        boolean hasOne = account.secrets().pinHash() != null;
        if (pin == null && !hasOne && !rules.isNeededFor(kind)) return;
        if (pin == null && hasOne) throw Unfit.of(Refusal.PIN_REQUIRED);
        accounts.confirmPin(account, pin == null ? "" : pin, tries());
    }

    private Tries tries() {
        long seconds = Math.min(rules.lockSeconds(), SessionCommand.MAX_SECONDS);
        return new Tries(rules.tries(), Math.toIntExact(seconds));
    }
}
