package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.wallet.WalletMessage.Ask;
import io.florin.node.wallet.WalletMessage.Execute;
import io.florin.node.wallet.WalletMessage.Peer;
import io.florin.node.wallet.WalletMessage.Remote;
import io.florin.node.wallet.WalletMessage.Stop;
import io.florin.node.wallet.WalletMessage.Wake;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.PeerMessageCodec;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.WalletQueryCodec;
import io.florin.protocol.codec.WalletRequestCodec;
import io.florin.protocol.codec.Wire;
import io.florin.protocol.proto.MessageProto;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** What comes to a wallet's actor from another node. Pekko makes it from configuration. */
public final class WalletMessageSerializer extends SerializerWithStringManifest {
    private static final String EXECUTE = "x1";
    private static final String ASK = "a1";
    private static final String PEER = "p1";
    private static final String WAKE = "w1";
    private static final String STOP = "s1";
    private static final byte[] NO_BYTES = {};

    private final ActorRefResolver addresses;

    public WalletMessageSerializer(ExtendedActorSystem system) {
        addresses = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return SerializerIds.WALLET_MESSAGE;
    }

    @Override
    public String manifest(Object message) {
        return switch (own(message)) {
            case Execute _ -> EXECUTE;
            case Ask _ -> ASK;
            case Peer _ -> PEER;
            case Wake _ -> WAKE;
            case Stop _ -> STOP;
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        return switch (own(message)) {
            case Execute execute -> toProto(execute).toByteArray();
            case Ask ask -> toProto(ask).toByteArray();
            case Peer(var said) -> PeerMessageCodec.encode(said);
            case Wake _, Stop _ -> NO_BYTES;
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            return switch (manifest) {
                case EXECUTE -> fromProto(MessageProto.Execute.parseFrom(bytes));
                case ASK -> fromProto(MessageProto.Ask.parseFrom(bytes));
                case PEER -> new Peer(PeerMessageCodec.decode(bytes));
                case WAKE -> Wake.WAKE;
                case STOP -> Stop.STOP;
                default -> throw new UnknownManifest("wallet message", manifest);
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("wallet message", e);
        }
    }

    private static Remote own(Object given) {
        if (given instanceof Remote message) return message;
        throw SerializerIds.notOurs(given);
    }

    private MessageProto.Execute toProto(Execute execute) {
        return MessageProto.Execute.newBuilder()
                .setRequest(WalletRequestCodec.toProto(execute.request()))
                .setDeadline(micros(execute.deadline()))
                .setReplyTo(addresses.toSerializationFormat(execute.replyTo()))
                .build();
    }

    private Execute fromProto(MessageProto.Execute proto) {
        return new Execute(
                WalletRequestCodec.fromProto(proto.getRequest()),
                Wire.instant(proto.getDeadline()),
                caller(proto.getReplyTo()));
    }

    private MessageProto.Ask toProto(Ask ask) {
        return MessageProto.Ask.newBuilder()
                .setQuery(WalletQueryCodec.toProto(ask.inquiry()))
                .setDeadline(micros(ask.deadline()))
                .setReplyTo(addresses.toSerializationFormat(ask.replyTo()))
                .build();
    }

    private Ask fromProto(MessageProto.Ask proto) {
        return new Ask(
                WalletQueryCodec.fromProto(proto.getQuery()),
                Wire.instant(proto.getDeadline()),
                caller(proto.getReplyTo()));
    }

    /** A deadline is no fact: it may lose its nanoseconds. */
    private static long micros(Instant deadline) {
        return Wire.micros(deadline.truncatedTo(ChronoUnit.MICROS));
    }

    private ActorRef<WalletReply> caller(String address) {
        return addresses.resolveActorRef(address);
    }
}
