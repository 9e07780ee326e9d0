package io.florin.node.rules;

import io.florin.node.rules.PaperWallet.Remembered;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Under which names a request is met again on paper, and what makes two requests the same. */
final class PaperNames {
    private static final String NOBODY = "made-up";
    private static final String REFERENCE = "reference ";
    private static final String JOB_END = "end of job ";

    private PaperNames() {}

    /** The names in the order in which they are looked at, and what their reuse is refused with. */
    static Map<String, Refusal> of(Request request) {
        var names = new LinkedHashMap<String, Refusal>();
        if (request.key() != null) {
            names.put("key " + request.key(), Refusal.IDEMPOTENCY_KEY_REUSED);
        }
        switch (request.command()) {
            case Transfer c when c.given() -> names.put("transfer " + c.id(), Refusal.ID_REUSED);
            case Hold c when c.given() -> names.put("hold " + c.id(), Refusal.ID_REUSED);
            case Deposit c -> reference(names, c.account(), c.reference());
            case Withdraw c -> reference(names, c.account(), c.reference());
            case SubmitJob c when c.given() -> names.put("job " + c.id(), Refusal.ID_REUSED);
            case EndJob c -> names.put(JOB_END + c.id(), Refusal.JOB_ENDED);
            case Transfer _,
                    Hold _,
                    Open _,
                    Update _,
                    Capture _,
                    Release _,
                    Reverse _,
                    SubmitJob _ -> {}
        }
        return names;
    }

    private static void reference(
            Map<String, Refusal> names, SystemAccount account, @Nullable String reference) {
        if (reference == null) return;
        names.put(REFERENCE + account + " " + reference, Refusal.REFERENCE_REUSED);
    }

    /** A name that is not taken by a refusal. */
    static boolean isUsedUpByWhatIsDone(String name) {
        return name.startsWith(REFERENCE) || name.startsWith(JOB_END);
    }

    /** Ids that the server made up are taken too, from when they are used. */
    static void begun(WalletCommand command, Remembered what, Map<String, Remembered> names) {
        switch (command) {
            case Transfer c -> names.put("transfer " + c.id(), what);
            case Capture c -> names.put("transfer " + c.transfer(), what);
            case Reverse c -> names.put("transfer " + c.transfer(), what);
            case Hold c -> names.put("hold " + c.id(), what);
            case SubmitJob c -> names.put("job " + c.id(), what);
            case Open _, Update _, Deposit _, Withdraw _, Release _, EndJob _ -> {}
        }
    }

    static WalletCommand withoutMadeUpIds(WalletCommand command) {
        var nobodys = new TransferId(NOBODY);
        return switch (command) {
            case Deposit c -> new Deposit(NOBODY, c.money(), c.account(), c.reference(), c.note());
            case Withdraw c ->
                    new Withdraw(NOBODY, c.money(), c.account(), c.reference(), c.note());
            case Transfer c when !c.given() ->
                    new Transfer(nobodys, false, c.asset(), c.legs(), c.allOrNothing(), c.note());
            case Hold c when !c.given() ->
                    new Hold(new HoldId(NOBODY), false, c.money(), c.expiresInSeconds(), c.note());
            case Capture c -> new Capture(c.hold(), nobodys, c.amount(), c.to(), c.last());
            case Reverse c -> new Reverse(nobodys, c.original(), c.amount(), c.forced(), c.note());
            case SubmitJob c when !c.given() ->
                    new SubmitJob(new JobId(NOBODY), false, c.spec(), c.price(), c.replays());
            case Transfer _, Hold _, Open _, Update _, Release _, SubmitJob _, EndJob _ -> command;
        };
    }
}
