package io.florin.persistence.ledger;

import io.florin.persistence.ledger.Afterwards.AssetBalance;
import io.florin.protocol.account.Note;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of an event in table {@code ledger_entry}. */
final class EntryLines {
    private EntryLines() {}

    /** What the lines of an event have in common; a fee is a kind of its own. */
    private record Words(
            String kind, @Nullable String transfer, @Nullable String source, Note note) {
        static final Words NONE = new Words("", null, null, Note.NONE);

        Words ofFee() {
            return new Words("fee", transfer, source, note);
        }
    }

    static void of(RecordedEvent recorded, Consumer<EntryRow> rows) {
        var event = recorded.event();
        var postings = Postings.of(recorded.wallet(), event);
        var words = words(event);
        var after = Afterwards.balance(event);
        if (postings.isEmpty()) {
            if (after != null && freesOrHolds(event)) rows.accept(held(recorded, after, words));
            return;
        }
        for (int i = 0; i < postings.size(); i += 2) {
            var said = isFee(event, i / 2) ? words.ofFee() : words;
            rows.accept(line(recorded, i / 2, postings.get(i), postings.get(i + 1), said, after));
        }
    }

    private static boolean isFee(WalletEvent event, int line) {
        return (event instanceof Debited debited && debited.isFee(line))
                || (event instanceof Withdrawn && line == 1);
    }

    private static EntryRow line(
            RecordedEvent recorded,
            int line,
            Posting one,
            Posting other,
            Words words,
            @Nullable AssetBalance after) {
        boolean isOne = one.balanceAfter() != null || (other.balanceAfter() == null && gains(one));
        var own = isOne ? one : other;
        var contra = isOne ? other : one;
        if (!one.asset().equals(other.asset()) || one.amount() + other.amount() != 0) {
            throw new IllegalStateException(
                    "%s event %d: %s and %s are no double entry"
                            .formatted(recorded.entity(), recorded.sequence(), one, other));
        }
        boolean ofWallet = own.balanceAfter() != null;
        return new EntryRow(
                recorded.committed(),
                recorded.event().at(),
                recorded.sequence(),
                line,
                recorded.entity(),
                own.asset().code(),
                own.account().name(),
                contra.account().name(),
                own.amount(),
                contra.amount(),
                own.balanceAfter(),
                ofWallet && after != null ? Long.valueOf(after.balance().held()) : null,
                words.kind(),
                own.counterparty().name(),
                words.transfer(),
                words.source(),
                line == 0 ? recorded.hash() : null,
                words.note());
    }

    private static boolean gains(Posting posting) {
        return posting.amount() > 0;
    }

    /** Moves nothing; says what is held from now on. */
    private static EntryRow held(RecordedEvent recorded, AssetBalance after, Words words) {
        var name = recorded.wallet().name();
        return new EntryRow(
                recorded.committed(),
                recorded.event().at(),
                recorded.sequence(),
                0,
                recorded.entity(),
                after.asset().code(),
                name,
                name,
                0,
                0,
                after.balance().posted(),
                after.balance().held(),
                words.kind(),
                name,
                words.transfer(),
                null,
                recorded.hash(),
                words.note());
    }

    private static boolean freesOrHolds(WalletEvent event) {
        return !(event instanceof Settled settled && settled.freed() == 0);
    }

    private static Words words(WalletEvent event) {
        return switch (event) {
            case Deposited e -> new Words("deposit", null, null, e.note());
            case Withdrawn e -> new Words("withdrawal", null, null, e.note());
            case Refunded e ->
                    new Words(word(TransferKind.REVERSAL), e.id().value(), null, e.note());
            case Debited e -> new Words(word(e.kind()), e.id().value(), null, e.note());
            case Confirmed e -> new Words("transfer", e.id().value(), null, under(e.schedule()));
            case Cancelled e -> new Words("return", e.id().value(), null, under(e.schedule()));
            case Returned e -> new Words("return", e.id().value(), null, under(e.schedule()));
            case Settled e -> new Words("release", e.id().value(), null, Note.NONE);
            case Credited e -> leg(e.kind(), e.name(), e.note());
            case LegConfirmed e -> leg(e.kind(), e.name(), e.note());
            case Held e -> new Words("hold", null, null, e.note());
            case Released _ -> new Words("release", null, null, Note.NONE);
            case JobSubmitted e -> job("hold", e.job());
            case JobEnded e when e.job().capturedTo() == null -> job("release", e.job());
            case JobEnded e -> job("job", e.job());
            case Opened _,
                    Updated _,
                    CreditRefused _,
                    Received _,
                    LegCancelled _,
                    ReversalCounted _,
                    JobFoundOpen _,
                    Refused _,
                    Repeated _ ->
                    Words.NONE;
        };
    }

    /** Its id stands where a transfer's does; the kind says which of the two it is. */
    private static Words job(String kind, JobFacts job) {
        return new Words(kind, job.id().value(), null, under(job.schedule()));
    }

    private static Note under(@Nullable String schedule) {
        return Note.NONE.under(schedule);
    }

    private static Words leg(TransferKind kind, LegName name, Note note) {
        return new Words(word(kind), name.transfer().value(), name.from().toString(), note);
    }

    private static String word(TransferKind kind) {
        return switch (kind) {
            case TRANSFER -> "transfer";
            case CAPTURE -> "capture";
            case REVERSAL -> "reversal";
        };
    }
}
