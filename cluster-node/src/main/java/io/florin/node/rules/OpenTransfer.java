package io.florin.node.rules;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.TransferProgress;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A transfer that this wallet drives, from its debit to the last answer.
 *
 * <pre>
 * CREDITING ── every leg settled or returned ──> ended
 * CREDITING (all or nothing) ── Confirmed ──> CONFIRMING ── every leg settled ──> ended
 *                            └─ Cancelled ──> CANCELLING ── every leg settled ──> ended
 * </pre>
 *
 * @param ended what became of each leg to a wallet that has ended, by its position
 * @param decision of an all-or-nothing transfer, once taken
 */
public record OpenTransfer(
        Debited debited, PMap<Integer, LegEnd> ended, @Nullable Decided decision) {
    /** How a leg ended at the source: credited at a time, or returned with a denial. */
    public sealed interface LegEnd {
        Instant at();
    }

    /** {@code at} is the destination's own time. */
    public record Arrived(Instant at) implements LegEnd {}

    public record CameBack(Instant at, Denial denial) implements LegEnd {}

    /** The decision on an all-or-nothing transfer; {@code cause} when it was cancelled. */
    public record Decided(Instant at, int leg, @Nullable Denial cause) {
        public boolean confirmed() {
            return cause == null;
        }
    }

    public enum Phase {
        CREDITING,
        CONFIRMING,
        CANCELLING
    }

    public static OpenTransfer begin(Debited debited) {
        return new OpenTransfer(debited, HashTreePMap.empty(), null);
    }

    public OpenTransfer apply(TransferProgress event) {
        return switch (event) {
            case Settled e -> arrived(e.leg(), e.creditedAt());
            case Returned e -> ended(e.leg(), new CameBack(e.at(), e.denial()));
            case Confirmed e -> decided(new Decided(e.at(), 0, null));
            case Cancelled e -> decided(new Decided(e.at(), e.leg(), e.denial()));
        };
    }

    /** As if the leg had been settled: for an answer before that is recorded. */
    public OpenTransfer arrived(int leg, Instant at) {
        return ended(leg, new Arrived(at));
    }

    private OpenTransfer ended(int leg, LegEnd end) {
        return new OpenTransfer(debited, ended.plus(leg, end), decision);
    }

    private OpenTransfer decided(Decided taken) {
        return new OpenTransfer(debited, ended, taken);
    }

    public Phase phase() {
        if (decision == null) return Phase.CREDITING;
        return decision.confirmed() ? Phase.CONFIRMING : Phase.CANCELLING;
    }

    /** The positions of the legs that go to wallets: the only ones that can be refused. */
    public IntStream walletLegs() {
        return IntStream.range(0, debited.legs().size()).filter(this::goesToWallet);
    }

    /** The wallet legs of which the source still waits to hear, or has not recorded the end. */
    public IntStream openLegs() {
        return walletLegs().filter(leg -> !ended.containsKey(leg));
    }

    public boolean hasEnded() {
        return openLegs().findAny().isEmpty();
    }

    /** The sum of what the destinations may still refuse, in minor units. */
    public static long mayComeBack(Debited debited) {
        if (debited.allOrNothing()) return debited.total();
        return debited.legs().stream()
                .filter(leg -> leg.to() instanceof WalletId)
                .mapToLong(Leg::amount)
                .sum();
    }

    public boolean isOpen(int leg) {
        return leg < debited.legs().size() && goesToWallet(leg) && !ended.containsKey(leg);
    }

    public LegName name(WalletId from, int leg) {
        return new LegName(from, debited.id(), leg);
    }

    public WalletId destination(int leg) {
        return (WalletId) debited.legs().get(leg).to();
    }

    private boolean goesToWallet(int leg) {
        return debited.legs().get(leg).to() instanceof WalletId;
    }
}
