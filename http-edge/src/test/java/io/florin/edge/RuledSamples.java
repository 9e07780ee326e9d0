package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static io.florin.edge.Samples.NOTE;
import static io.florin.edge.Samples.STAR;
import static io.florin.edge.Samples.T1;
import static io.florin.edge.Samples.T2;
import static io.florin.edge.Samples.USD;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.Direction;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletView;
import java.util.List;
import java.util.Map;

/** Answers under an app's money rules: limits, fees, a schedule. */
final class RuledSamples {
    private RuledSamples() {}

    private static OwnLimits limits() {
        return new OwnLimits(
                Map.of(
                        USD, new SpendingLimits(100L, 1_000L, Money.MAX_MINOR),
                        STAR, new SpendingLimits(null, 0L, null)));
    }

    static Answer wallet() {
        return new Answer.OfWallet(
                new WalletView(
                        ALICE,
                        "Alice",
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        OverdraftLimits.NONE,
                        limits(),
                        Map.of(),
                        2,
                        List.of(),
                        T1));
    }

    static Answer settings() {
        return new Answer.OfSettings(
                ALICE,
                Permission.ALLOWED,
                Permission.ALLOWED,
                Status.OPEN,
                OverdraftLimits.NONE,
                limits(),
                2,
                T2);
    }

    static Answer withdrawal() {
        return new Answer.OfMovement(
                "m-3",
                Direction.WITHDRAWAL,
                ALICE,
                new Money(USD, 100),
                new SystemAccount("@external:bank"),
                null,
                Note.NONE.under("app-2026-11"),
                T1,
                385,
                15);
    }

    static Answer transfer() {
        return new Answer.OfTransfer(
                new TransferView(
                        new TransferId("t1"),
                        ALICE,
                        TransferKind.TRANSFER,
                        State.COMPLETED,
                        USD,
                        250,
                        List.of(new LegView(BOB, 250, State.COMPLETED, null)),
                        null,
                        NOTE.under("app-2026-11"),
                        T1,
                        T2,
                        15));
    }
}
