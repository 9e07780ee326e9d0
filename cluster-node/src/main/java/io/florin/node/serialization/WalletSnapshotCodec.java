package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.rules.NameCache;
import io.florin.node.rules.OpenHold;
import io.florin.node.rules.OpenHold.Stage;
import io.florin.node.rules.OpenJob;
import io.florin.node.rules.OpenTransfer;
import io.florin.node.rules.Position;
import io.florin.node.rules.Profile;
import io.florin.node.rules.ReceivedLeg;
import io.florin.node.rules.Spent;
import io.florin.node.rules.Wallet;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.JobWords;
import io.florin.protocol.codec.LimitWords;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.Wire;
import io.florin.protocol.codec.WireEnums;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.SnapshotProto;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The state of a wallet as bytes. {@link #MANIFEST} is its generation: a release that keeps more in
 * the state than this one understands writes another, and this one throws {@link UnknownManifest}
 * rather than lose a part of it. The older ones are still read.
 */
public final class WalletSnapshotCodec {
    public static final String MANIFEST = "s3";

    /** Without priced jobs, of which there were none. */
    public static final String WITHOUT_JOBS = "s2";

    /** Also without limits of the wallet's own, and what was sent before counts as nothing. */
    public static final String WITHOUT_LIMITS = "s1";

    private static final Set<String> READ = Set.of(MANIFEST, WITHOUT_JOBS, WITHOUT_LIMITS);

    private WalletSnapshotCodec() {}

    public static byte[] encode(Wallet wallet) {
        var proto =
                SnapshotProto.Wallet.newBuilder()
                        .setId(wallet.id().toString())
                        .setVersion(wallet.version())
                        .setLastAt(Wire.micros(wallet.lastAt()))
                        .setProfile(toProto(wallet.profile()))
                        .setNamesStored(wallet.names().stored());
        wallet.positions().forEach((asset, held) -> proto.addPositions(toProto(asset, held)));
        wallet.transfers()
                .values()
                .forEach(open -> proto.addTransfers(OpenTransfers.toProto(open)));
        wallet.holds().values().forEach(hold -> proto.addHolds(toProto(hold)));
        wallet.jobs().values().forEach(job -> proto.addJobs(toProto(job)));
        wallet.received().forEach((name, leg) -> proto.addReceived(toProto(name, leg)));
        for (long hash : wallet.names().oldestFirst()) proto.addNames(hash);
        return proto.build().toByteArray();
    }

    /** {@code nameCapacity}: how many names the wallet shall remember from now on. */
    public static Wallet decode(String manifest, byte[] bytes, int nameCapacity) {
        if (!READ.contains(manifest)) {
            throw new UnknownManifest("wallet snapshot", manifest);
        }
        try {
            return fromProto(SnapshotProto.Wallet.parseFrom(bytes), nameCapacity);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("wallet snapshot", e);
        }
    }

    private static Wallet fromProto(SnapshotProto.Wallet proto, int nameCapacity) {
        return new Wallet(
                WalletId.parse(proto.getId()),
                proto.getVersion(),
                Wire.instant(proto.getLastAt()),
                fromProto(proto.getProfile()),
                positions(proto),
                transfers(proto),
                holds(proto),
                jobs(proto),
                received(proto),
                names(proto, nameCapacity));
    }

    private static SnapshotProto.Profile toProto(Profile profile) {
        return SnapshotProto.Profile.newBuilder()
                .setStatus(WireEnums.toProto(profile.status()))
                .setOwner(profile.owner())
                .setCreatedAt(Wire.micros(profile.createdAt()))
                .setDebits(WireEnums.toProto(profile.debits()))
                .setCredits(WireEnums.toProto(profile.credits()))
                .addAllOverdraft(Wire.toProto(profile.overdraft()))
                .addAllLimits(LimitWords.toProto(profile.limits()))
                .addAllMetadata(Wire.pairs(profile.metadata()))
                .build();
    }

    private static Profile fromProto(SnapshotProto.Profile proto) {
        return new Profile(
                WireEnums.fromProto(proto.getStatus()),
                proto.getOwner(),
                Wire.instant(proto.getCreatedAt()),
                WireEnums.fromProto(proto.getDebits()),
                WireEnums.fromProto(proto.getCredits()),
                Wire.limits(proto.getOverdraftList()),
                LimitWords.fromProto(proto.getLimitsList()),
                Wire.metadata(proto.getMetadataList()));
    }

    private static SnapshotProto.Position toProto(Asset asset, Position position) {
        var proto =
                SnapshotProto.Position.newBuilder()
                        .setAsset(asset.code())
                        .setPosted(position.posted())
                        .setHeld(position.held())
                        .setOutgoing(position.outgoing())
                        .setIncoming(position.incoming());
        var spent = position.spent();
        if (!spent.equals(Spent.NOTHING)) {
            proto.setSpent(
                    SnapshotProto.Spent.newBuilder()
                            .setDay(spent.day())
                            .setInDay(spent.inDay())
                            .setInMonth(spent.inMonth()));
        }
        return proto.build();
    }

    private static Spent spent(SnapshotProto.Position position) {
        if (!position.hasSpent()) return Spent.NOTHING;
        var spent = position.getSpent();
        return new Spent(spent.getDay(), spent.getInDay(), spent.getInMonth());
    }

    private static PSortedMap<Asset, Position> positions(SnapshotProto.Wallet proto) {
        var positions = new TreeMap<Asset, Position>();
        for (var each : proto.getPositionsList()) {
            positions.put(
                    new Asset(each.getAsset()),
                    new Position(
                            each.getPosted(),
                            each.getHeld(),
                            each.getOutgoing(),
                            each.getIncoming(),
                            spent(each)));
        }
        return TreePMap.from(positions);
    }

    private static PMap<TransferId, OpenTransfer> transfers(SnapshotProto.Wallet proto) {
        var transfers = new HashMap<TransferId, OpenTransfer>();
        for (var each : proto.getTransfersList()) {
            var transfer = OpenTransfers.fromProto(each);
            transfers.put(transfer.debited().id(), transfer);
        }
        return HashTreePMap.from(transfers);
    }

    private static SnapshotProto.OpenHold toProto(OpenHold hold) {
        var proto =
                SnapshotProto.OpenHold.newBuilder()
                        .setFacts(Wire.toProto(hold.facts()))
                        .setStage(toProto(hold.stage()));
        if (Wire.isWritten(hold.note())) proto.setNote(Wire.toProto(hold.note()));
        return proto.build();
    }

    private static PMap<HoldId, OpenHold> holds(SnapshotProto.Wallet proto) {
        var holds = new HashMap<HoldId, OpenHold>();
        for (var each : proto.getHoldsList()) {
            var facts = Wire.fromProto(each.getFacts());
            var note = Wire.fromProto(each.getNote());
            holds.put(facts.id(), new OpenHold(facts, note, fromProto(each.getStage())));
        }
        return HashTreePMap.from(holds);
    }

    private static SnapshotProto.OpenJob toProto(OpenJob job) {
        var proto = SnapshotProto.OpenJob.newBuilder().setFacts(JobWords.toProto(job.facts()));
        if (job.uniqueKey() != null) proto.setUniqueKey(job.uniqueKey());
        return proto.build();
    }

    private static PMap<JobId, OpenJob> jobs(SnapshotProto.Wallet proto) {
        var jobs = new HashMap<JobId, OpenJob>();
        for (var each : proto.getJobsList()) {
            var facts = JobWords.fromProto(each.getFacts());
            var uniqueKey = each.hasUniqueKey() ? each.getUniqueKey() : null;
            jobs.put(facts.id(), new OpenJob(facts, uniqueKey));
        }
        return HashTreePMap.from(jobs);
    }

    private static SnapshotProto.HoldStage toProto(Stage stage) {
        return switch (stage) {
            case OPEN -> SnapshotProto.HoldStage.STAGE_OPEN;
            case CLOSING -> SnapshotProto.HoldStage.STAGE_CLOSING;
            case CLOSED -> SnapshotProto.HoldStage.STAGE_CLOSED;
        };
    }

    private static Stage fromProto(SnapshotProto.HoldStage stage) {
        return switch (stage) {
            case STAGE_OPEN -> Stage.OPEN;
            case STAGE_CLOSING -> Stage.CLOSING;
            case STAGE_CLOSED -> Stage.CLOSED;
            case UNRECOGNIZED -> throw new IllegalArgumentException("unknown stage of a hold");
        };
    }

    private static SnapshotProto.ReceivedLeg toProto(LegName name, ReceivedLeg leg) {
        var proto =
                SnapshotProto.ReceivedLeg.newBuilder()
                        .setName(Wire.toProto(name))
                        .setKind(WireEnums.toProto(leg.kind()))
                        .setMoney(Wire.toProto(leg.money()));
        if (Wire.isWritten(leg.note())) proto.setNote(Wire.toProto(leg.note()));
        return proto.build();
    }

    private static PMap<LegName, ReceivedLeg> received(SnapshotProto.Wallet proto) {
        var received = new HashMap<LegName, ReceivedLeg>();
        for (var each : proto.getReceivedList()) {
            received.put(
                    Wire.fromProto(each.getName()),
                    new ReceivedLeg(
                            WireEnums.fromProto(each.getKind()),
                            Wire.fromProto(each.getMoney()),
                            Wire.fromProto(each.getNote())));
        }
        return HashTreePMap.from(received);
    }

    private static NameCache names(SnapshotProto.Wallet proto, int capacity) {
        var hashes = proto.getNamesList().stream().mapToLong(Long::longValue).toArray();
        return NameCache.of(capacity, hashes, proto.getNamesStored());
    }
}
