package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.session.SessionMessage.Execute;
import io.florin.node.session.SessionMessage.Look;
import io.florin.node.session.SessionMessage.Remote;
import io.florin.node.session.SessionMessage.Stop;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.SessionCommandCodec;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.Wire;
import io.florin.protocol.proto.SessionMessageProto;
import io.florin.protocol.session.SessionReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** What comes to a session's actor from another node. Pekko makes it from configuration. */
public final class SessionMessageSerializer extends SerializerWithStringManifest {
    private static final String EXECUTE = "x1";
    private static final String LOOK = "l1";
    private static final String STOP = "s1";
    private static final byte[] NO_BYTES = {};

    private final ActorRefResolver addresses;

    public SessionMessageSerializer(ExtendedActorSystem system) {
        addresses = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return SerializerIds.SESSION_MESSAGE;
    }

    @Override
    public String manifest(Object message) {
        return switch (own(message)) {
            case Execute _ -> EXECUTE;
            case Look _ -> LOOK;
            case Stop _ -> STOP;
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        return switch (own(message)) {
            case Execute(var command, var deadline, var replyTo) ->
                    SessionMessageProto.Execute.newBuilder()
                            .setCommand(SessionCommandCodec.toProto(command))
                            .setDeadline(micros(deadline))
                            .setReplyTo(addresses.toSerializationFormat(replyTo))
                            .build()
                            .toByteArray();
            case Look(var deadline, var replyTo) ->
                    SessionMessageProto.Look.newBuilder()
                            .setDeadline(micros(deadline))
                            .setReplyTo(addresses.toSerializationFormat(replyTo))
                            .build()
                            .toByteArray();
            case Stop _ -> NO_BYTES;
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            return switch (manifest) {
                case EXECUTE -> fromProto(SessionMessageProto.Execute.parseFrom(bytes));
                case LOOK -> fromProto(SessionMessageProto.Look.parseFrom(bytes));
                case STOP -> Stop.STOP;
                default -> throw new UnknownManifest("session message", manifest);
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("session message", e);
        }
    }

    private static Remote own(Object given) {
        if (given instanceof Remote message) return message;
        throw SerializerIds.notOurs(given);
    }

    private Execute fromProto(SessionMessageProto.Execute proto) {
        return new Execute(
                SessionCommandCodec.fromProto(proto.getCommand()),
                Wire.instant(proto.getDeadline()),
                caller(proto.getReplyTo()));
    }

    private Look fromProto(SessionMessageProto.Look proto) {
        return new Look(Wire.instant(proto.getDeadline()), caller(proto.getReplyTo()));
    }

    /** A deadline is no fact: it may lose its nanoseconds. */
    private static long micros(Instant deadline) {
        return Wire.micros(deadline.truncatedTo(ChronoUnit.MICROS));
    }

    private ActorRef<SessionReply> caller(String address) {
        return addresses.resolveActorRef(address);
    }
}
