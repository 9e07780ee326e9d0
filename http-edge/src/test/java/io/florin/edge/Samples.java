package io.florin.edge;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.Direction;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletView;
import io.florin.protocol.wallet.WalletView.AssetView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One answer of every kind, with and without what can be left out. */
final class Samples {
    static final WalletId ALICE = new WalletId("default", "alice");
    static final WalletId BOB = new WalletId("default", "bob");
    static final Asset USD = new Asset("USD");
    static final Asset STAR = new Asset("STAR");
    static final Instant T1 = Instant.parse("2026-03-04T05:06:07Z");
    static final Instant T2 = Instant.parse("2026-03-04T05:06:07.000123999Z");
    static final Note NOTE = new Note("lunch \"ünï\"", Map.of("order", "17", "till", "3"));

    private Samples() {}

    static Answer wallet() {
        return new Answer.OfWallet(
                new WalletView(
                        ALICE,
                        "Alice",
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.BLOCKED,
                        new OverdraftLimits(Map.of(USD, 500L)),
                        Map.of("tier", "2"),
                        7,
                        List.of(new AssetView(STAR, 3, 1, 2), new AssetView(USD, -100, 0, 400)),
                        T1));
    }

    static Answer newWallet() {
        return new Answer.OfWallet(
                new WalletView(
                        ALICE,
                        "Alice",
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        OverdraftLimits.NONE,
                        Map.of(),
                        1,
                        List.of(),
                        T1));
    }

    static Answer settings() {
        return new Answer.OfSettings(
                ALICE,
                Permission.BLOCKED,
                Permission.ALLOWED,
                Status.CLOSED,
                OverdraftLimits.NONE,
                8,
                T2);
    }

    static Answer deposit() {
        return new Answer.OfMovement(
                "m-1",
                Direction.DEPOSIT,
                ALICE,
                new Money(USD, 10_000),
                new SystemAccount("@external:bank"),
                "wire-9",
                NOTE,
                T1,
                9_900);
    }

    static Answer withdrawal() {
        return new Answer.OfMovement(
                "m-2",
                Direction.WITHDRAWAL,
                ALICE,
                new Money(USD, Money.MAX_MINOR),
                new SystemAccount("@external:bank"),
                null,
                Note.NONE,
                T1,
                -Money.MAX_MINOR);
    }

    static Answer transfer() {
        return new Answer.OfTransfer(completed(Note.NONE));
    }

    static Answer notedTransfer() {
        return new Answer.OfTransfer(completed(NOTE));
    }

    private static TransferView completed(Note note) {
        return transfer(
                State.COMPLETED, List.of(new LegView(BOB, 250, State.COMPLETED, null)), note);
    }

    static TransferView transfer(State state, List<LegView> legs, Note note) {
        return new TransferView(
                new TransferId("t1"),
                ALICE,
                TransferKind.TRANSFER,
                state,
                USD,
                legs.stream().mapToLong(LegView::amount).sum(),
                legs,
                null,
                note,
                T1,
                state == State.PENDING ? null : T2);
    }

    static Answer pendingTransfer() {
        return new Answer.OfTransfer(
                transfer(
                        State.PENDING,
                        List.of(new LegView(BOB, 250, State.PENDING, null)),
                        Note.NONE));
    }

    static Answer returnedTransfer() {
        return new Answer.OfTransfer(
                transfer(
                        State.RETURNED,
                        List.of(
                                new LegView(
                                        BOB,
                                        250,
                                        State.RETURNED,
                                        Denial.of(Refusal.DESTINATION_NOT_FOUND))),
                        Note.NONE));
    }

    static Answer splitTransfer() {
        return new Answer.OfTransfer(
                transfer(
                        State.COMPLETED,
                        List.of(
                                new LegView(BOB, 200, State.COMPLETED, null),
                                new LegView(SystemAccount.FEES, 50, State.COMPLETED, null),
                                new LegView(
                                        new WalletId("default", "carol"),
                                        7,
                                        State.RETURNED,
                                        Denial.of(Refusal.DESTINATION_BLOCKED))),
                        Note.NONE));
    }

    static Answer reversal() {
        return new Answer.OfTransfer(
                new TransferView(
                        new TransferId("r1"),
                        new SystemAccount("@fees"),
                        TransferKind.REVERSAL,
                        State.COMPLETED,
                        USD,
                        50,
                        List.of(new LegView(ALICE, 50, State.COMPLETED, null)),
                        new LegName(ALICE, new TransferId("t1"), 1),
                        Note.NONE,
                        T1,
                        T1));
    }

    static Answer refusedTransfer() {
        return new Answer.OfRefusedTransfer(ALICE, new TransferId("t2"), shortfall(), T1);
    }

    static Denial shortfall() {
        return new Denial(
                Refusal.INSUFFICIENT_FUNDS,
                Map.of("required", 250L, "available", 40L, "shortfall", 210L));
    }

    static Answer hold() {
        return new Answer.OfHold(ALICE, facts(HoldFacts.State.HELD, 0, 100, T2), NOTE, null);
    }

    static Answer releasedHold() {
        return new Answer.OfHold(ALICE, facts(HoldFacts.State.RELEASED, 0, 0, null), null, null);
    }

    static Answer capturedHold() {
        return new Answer.OfHold(
                ALICE, facts(HoldFacts.State.HELD, 60, 40, null), null, completed(Note.NONE));
    }

    static HoldFacts facts(
            HoldFacts.State state,
            long captured,
            long remaining,
            @org.jspecify.annotations.Nullable Instant expiresAt) {
        return new HoldFacts(
                new HoldId("h1"), state, USD, 100, captured, 0, remaining, expiresAt, T1);
    }

    static Map<String, Answer> all() {
        var all = new LinkedHashMap<String, Answer>();
        all.put("wallet", wallet());
        all.put("wallet-new", newWallet());
        all.put("settings", settings());
        all.put("deposit", deposit());
        all.put("withdrawal", withdrawal());
        all.put("transfer", transfer());
        all.put("transfer-noted", notedTransfer());
        all.put("transfer-pending", pendingTransfer());
        all.put("transfer-returned", returnedTransfer());
        all.put("transfer-split", splitTransfer());
        all.put("transfer-refused", refusedTransfer());
        all.put("reversal", reversal());
        all.put("hold", hold());
        all.put("hold-released", releasedHold());
        all.put("hold-captured", capturedHold());
        all.put("wallet-limited", RuledSamples.wallet());
        all.put("settings-limited", RuledSamples.settings());
        all.put("withdrawal-fee", RuledSamples.withdrawal());
        all.put("transfer-fee", RuledSamples.transfer());
        return all;
    }
}
