package io.florin.node.rules;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The state of one wallet after {@code version} events. Immutable. Everything unfinished is here
 * and never forgotten; of the finished it keeps only the names it stored last.
 *
 * @param lastAt the time of the last event; time never goes back inside a wallet
 */
public record Wallet(
        WalletId id,
        long version,
        Instant lastAt,
        Profile profile,
        PSortedMap<Asset, Position> positions,
        PMap<TransferId, OpenTransfer> transfers,
        PMap<HoldId, OpenHold> holds,
        PMap<JobId, OpenJob> jobs,
        PMap<LegName, ReceivedLeg> received,
        NameCache names) {
    /** A wallet that nothing has happened to; it remembers {@code nameCapacity} names. */
    public static Wallet absent(WalletId id, int nameCapacity) {
        return new Wallet(
                id,
                0,
                Instant.EPOCH,
                Profile.ABSENT,
                TreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                NameCache.empty(nameCapacity));
    }

    public Wallet apply(WalletEvent event) {
        return Evolution.apply(this, event);
    }

    /** The time that an event decided now is stamped with: microseconds, never before the last. */
    public Instant stamp(Instant now) {
        var micros = now.truncatedTo(ChronoUnit.MICROS);
        return micros.isBefore(lastAt) ? lastAt : micros;
    }

    public Position position(Asset asset) {
        return positions.getOrDefault(asset, Position.ZERO);
    }

    public long available(Asset asset) {
        return position(asset).available(profile.overdraft().of(asset));
    }

    /**
     * Whether anything is unfinished that a sweeper has to wake the wallet for. An open job is not:
     * whoever runs it asks for its end.
     */
    public boolean hasOpenWork() {
        return !transfers.isEmpty() || !holds.isEmpty();
    }

    public WalletView view() {
        List<WalletView.AssetView> balances =
                positions.entrySet().stream()
                        .map(entry ->
                                new WalletView.AssetView(
                                        entry.getKey(),
                                        entry.getValue().posted(),
                                        entry.getValue().held(),
                                        available(entry.getKey())))
                        .toList();
        return new WalletView(
                id,
                profile.owner(),
                profile.status(),
                profile.debits(),
                profile.credits(),
                profile.overdraft(),
                profile.limits(),
                profile.metadata(),
                version,
                balances,
                profile.createdAt());
    }

    Wallet with(Profile changed) {
        return new Wallet(
                id, version, lastAt, changed, positions, transfers, holds, jobs, received, names);
    }

    Wallet with(Asset asset, Position position) {
        return new Wallet(
                id,
                version,
                lastAt,
                profile,
                positions.plus(asset, position),
                transfers,
                holds,
                jobs,
                received,
                names);
    }

    Wallet withTransfers(PMap<TransferId, OpenTransfer> changed) {
        return new Wallet(
                id, version, lastAt, profile, positions, changed, holds, jobs, received, names);
    }

    Wallet withHolds(PMap<HoldId, OpenHold> changed) {
        return new Wallet(
                id, version, lastAt, profile, positions, transfers, changed, jobs, received, names);
    }

    Wallet withJobs(PMap<JobId, OpenJob> changed) {
        return new Wallet(
                id, version, lastAt, profile, positions, transfers, holds, changed, received,
                names);
    }

    Wallet withReceived(PMap<LegName, ReceivedLeg> changed) {
        return new Wallet(
                id, version, lastAt, profile, positions, transfers, holds, jobs, changed, names);
    }

    /** One event further: its number, its time, its names. */
    Wallet stamped(WalletEvent event) {
        return new Wallet(
                id,
                version + 1,
                event.at(),
                profile,
                positions,
                transfers,
                holds,
                jobs,
                received,
                names.with(event.key(), event.ref()));
    }
}
