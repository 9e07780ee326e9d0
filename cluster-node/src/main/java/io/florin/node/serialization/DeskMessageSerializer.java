package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.management.DeskMessage.ChangeLevel;
import io.florin.node.management.DeskMessage.FindWallet;
import io.florin.node.management.DeskMessage.Remote;
import io.florin.node.management.DeskMessage.TellLevels;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LoggerName;
import io.florin.protocol.proto.NodeDeskProto;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** What comes to a node's desk from another node. Pekko makes it from configuration. */
public final class DeskMessageSerializer extends SerializerWithStringManifest {
    private static final String CHANGE = "c1";
    private static final String TELL = "t1";
    private static final String FIND = "f1";

    private final ActorRefResolver addresses;

    public DeskMessageSerializer(ExtendedActorSystem system) {
        addresses = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return SerializerIds.DESK_MESSAGE;
    }

    @Override
    public String manifest(Object message) {
        return switch (ours(message)) {
            case ChangeLevel _ -> CHANGE;
            case TellLevels _ -> TELL;
            case FindWallet _ -> FIND;
        };
    }

    private static Remote ours(Object given) {
        if (given instanceof Remote remote) return remote;
        throw SerializerIds.notOurs(given);
    }

    @Override
    public byte[] toBinary(Object message) {
        return switch (ours(message)) {
            case ChangeLevel(var change, var replyTo) ->
                    NodeDeskProto.ChangeLevel.newBuilder()
                            .setLogger(change.logger().text())
                            .setLevel(change.level().name())
                            .setMinutes(change.minutes())
                            .setReplyTo(address(replyTo))
                            .build()
                            .toByteArray();
            case TellLevels(var replyTo) ->
                    NodeDeskProto.TellLevels.newBuilder()
                            .setReplyTo(address(replyTo))
                            .build()
                            .toByteArray();
            case FindWallet(var wallet, var replyTo) ->
                    NodeDeskProto.FindWallet.newBuilder()
                            .setWallet(wallet.toString())
                            .setReplyTo(address(replyTo))
                            .build()
                            .toByteArray();
        };
    }

    private String address(ActorRef<?> actor) {
        return addresses.toSerializationFormat(actor);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            return switch (manifest) {
                case CHANGE -> change(NodeDeskProto.ChangeLevel.parseFrom(bytes));
                case TELL -> {
                    var tell = NodeDeskProto.TellLevels.parseFrom(bytes);
                    yield new TellLevels(addresses.resolveActorRef(tell.getReplyTo()));
                }
                case FIND -> {
                    var find = NodeDeskProto.FindWallet.parseFrom(bytes);
                    yield new FindWallet(
                            WalletId.parse(find.getWallet()),
                            addresses.resolveActorRef(find.getReplyTo()));
                }
                default -> throw new UnknownManifest("desk message", manifest);
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("desk message", e);
        }
    }

    private ChangeLevel change(NodeDeskProto.ChangeLevel proto) {
        return new ChangeLevel(
                new LevelChange(
                        new LoggerName(proto.getLogger()),
                        LogLevel.valueOf(proto.getLevel()),
                        proto.getMinutes()),
                addresses.resolveActorRef(proto.getReplyTo()));
    }
}
