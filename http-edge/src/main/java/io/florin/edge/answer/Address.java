package io.florin.edge.answer;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.TransferView;
import org.jspecify.annotations.Nullable;

/** Where to ask about something, for the Location header; and its id, if it has one. */
public record Address(@Nullable String id, String location) {
    public static Address wallet(WalletId wallet) {
        return new Address(wallet.id(), "/v1/wallets/" + wallet.id());
    }

    public static Address apiKey(String id) {
        return new Address(id, "/v1/api-keys/" + id);
    }

    /** Deposits and withdrawals have no address of their own; the statement shows them. */
    public static Address statement(WalletId wallet) {
        return new Address(null, "/v1/wallets/" + wallet.id() + "/entries");
    }

    /** A transfer is named by who decides it and its id. */
    public static Address transfer(WalletId decider, TransferId id) {
        return new Address(id.value(), "/v1/transfers/" + id + "?from=" + decider.id());
    }

    public static Address hold(WalletId wallet, HoldId id) {
        return new Address(id.value(), "/v1/wallets/" + wallet.id() + "/holds/" + id);
    }

    /** A priced job is named by the wallet that pays for it and its id. */
    public static Address job(@Nullable WalletId wallet, JobId id) {
        return job(wallet, id, "");
    }

    /** Of what can be asked of a job. */
    public static Address job(@Nullable WalletId wallet, JobId id, String rest) {
        String payer = wallet == null ? "" : "?wallet=" + wallet.id();
        return new Address(id.value(), "/v1/jobs/" + id + rest + payer);
    }

    /** What was done to many jobs the list shows. */
    public static Address jobs() {
        return new Address(null, "/v1/jobs");
    }

    public static Address queues() {
        return new Address(null, "/v1/queues");
    }

    static Address of(Answer answer) {
        return switch (answer) {
            case OfWallet(var wallet) -> wallet(wallet.id());
            case OfSettings settings -> wallet(settings.wallet());
            case OfMovement movement -> statement(movement.wallet());
            case OfTransfer(var transfer) -> transfer(decider(transfer), transfer.id());
            case OfRefusedTransfer refused -> transfer(refused.from(), refused.id());
            case OfHold hold -> hold(hold.wallet(), hold.hold().id());
            case OfJob(var wallet, var job, _) -> job(wallet, job.id());
        };
    }

    /** Money that comes back from a system account is decided by the wallet that gets it. */
    private static WalletId decider(TransferView transfer) {
        if (transfer.from() instanceof WalletId from) return from;
        return transfer.legs().stream()
                .map(TransferView.LegView::to)
                .filter(WalletId.class::isInstance)
                .map(WalletId.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No wallet in " + transfer));
    }
}
