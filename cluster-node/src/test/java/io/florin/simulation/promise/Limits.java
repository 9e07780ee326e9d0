package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No wallet sends more than its own limits; counted item by item, as nobody else does. */
final class Limits {
    /** One thing that was sent; what came back of it is taken off again. */
    private static final class Sent {
        final Asset asset;
        final Instant at;
        long minor;

        Sent(Asset asset, Instant at, long minor) {
            this.asset = asset;
            this.at = at;
            this.minor = minor;
        }
    }

    private static final class Sheet {
        OwnLimits limits = OwnLimits.NONE;
        final List<Sent> sent = new ArrayList<>();
        final Map<HoldId, Sent> holds = new HashMap<>();
        final Map<JobId, Sent> jobs = new HashMap<>();
        final Map<HoldId, HoldFacts> facts = new HashMap<>();
        final Map<TransferId, Sent> transfers = new HashMap<>();
    }

    private final Map<WalletId, Sheet> sheets = new HashMap<>();

    void committed(WalletId wallet, WalletEvent event) {
        var sheet = sheets.computeIfAbsent(wallet, _ -> new Sheet());
        count(wallet, sheet, event);
        var hold = hold(event);
        if (hold != null) sheet.facts.put(hold.id(), hold);
    }

    private static @Nullable HoldFacts hold(WalletEvent event) {
        return switch (event) {
            case Held e -> e.hold();
            case Settled e -> e.hold();
            case Returned e -> e.hold();
            case Debited e when e.capture() != null -> e.capture().hold();
            default -> null;
        };
    }

    private static void count(WalletId wallet, Sheet sheet, WalletEvent event) {
        switch (event) {
            case Updated e -> sheet.limits = e.limits();
            case Withdrawn e -> send(wallet, sheet, e.money().asset(), e.money().minor(), e);
            case Held e ->
                    sheet.holds.put(
                            e.hold().id(),
                            send(wallet, sheet, e.hold().asset(), e.hold().amount(), e));
            case Debited e when e.kind() == TransferKind.TRANSFER ->
                    sheet.transfers.put(
                            e.id(), send(wallet, sheet, e.asset(), e.total() - e.fee(), e));
            case Debited e when e.capture() != null ->
                    free(sheet, e.capture().hold().id(), e.capture().freed());
            case JobSubmitted(_, _, var job, _, _, _) ->
                    sheet.jobs.put(
                            job.id(),
                            send(wallet, sheet, job.price().asset(), job.price().minor(), event));
            case JobEnded e when e.job().capturedTo() == null ->
                    back(sheet.jobs.get(e.job().id()), Long.MAX_VALUE);
            case Released e -> free(sheet, e.hold().id(), e.freed());
            case Settled e when e.hold() != null -> free(sheet, e.hold().id(), e.freed());
            case Cancelled e -> back(sheet.transfers.get(e.id()), Long.MAX_VALUE);
            case Returned e when e.hold() != null -> returned(sheet, e.hold(), e.money().minor());
            case Returned e -> back(sheet.transfers.get(e.id()), e.money().minor());
            default -> {}
        }
    }

    /** What a closed hold does not take back is free; {@code after} the event. */
    private static void returned(Sheet sheet, HoldFacts after, long minor) {
        var before = sheet.facts.get(after.id());
        long again = before == null ? 0 : after.remaining() - before.remaining();
        free(sheet, after.id(), minor - again);
    }

    private static void free(Sheet sheet, HoldId hold, long minor) {
        back(sheet.holds.get(hold), minor);
    }

    /** Null for what never counted: a capture, a reversal. */
    private static void back(@Nullable Sent sent, long minor) {
        if (sent != null) sent.minor -= Math.min(minor, sent.minor);
    }

    private static Sent send(
            WalletId wallet, Sheet sheet, Asset asset, long minor, WalletEvent event) {
        var sent = new Sent(asset, event.at(), minor);
        sheet.sent.add(sent);
        var limits = sheet.limits.of(asset);
        var at = event.at().atOffset(ZoneOffset.UTC);
        long inDay = 0;
        long inMonth = 0;
        for (var each : sheet.sent) {
            var then = each.at.atOffset(ZoneOffset.UTC);
            boolean sameMonth = then.getYear() == at.getYear() && then.getMonth() == at.getMonth();
            if (!each.asset.equals(asset) || !sameMonth) continue;
            inMonth += each.minor;
            if (then.getDayOfMonth() == at.getDayOfMonth()) inDay += each.minor;
        }
        unless(
                minor <= orAny(limits.perOperation())
                        && inDay <= orAny(limits.perDay())
                        && inMonth <= orAny(limits.perMonth()),
                "%s sends more than %s: %s",
                wallet,
                limits,
                event);
        return sent;
    }

    private static long orAny(@Nullable Long limit) {
        return limit == null ? Long.MAX_VALUE : limit;
    }
}
