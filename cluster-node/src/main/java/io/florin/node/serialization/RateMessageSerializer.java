package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.limit.RateMessage.Take;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.proto.RateProto;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** What comes to a counter from another node. Pekko makes it from configuration. */
public final class RateMessageSerializer extends SerializerWithStringManifest {
    private static final String TAKE = "t1";

    private final ActorRefResolver addresses;

    public RateMessageSerializer(ExtendedActorSystem system) {
        addresses = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return SerializerIds.RATE_MESSAGE;
    }

    @Override
    public String manifest(Object message) {
        return TAKE;
    }

    @Override
    public byte[] toBinary(Object message) {
        if (!(message instanceof Take take)) throw SerializerIds.notOurs(message);
        return RateProto.Take.newBuilder()
                .setRule(take.rule().name())
                .setLimit(take.rule().limit())
                .setWindowSeconds(take.rule().windowSeconds())
                .setApp(take.app())
                .setSubject(take.subject())
                .setCount(take.count())
                .setReplyTo(addresses.toSerializationFormat(take.replyTo()))
                .build()
                .toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        if (!manifest.equals(TAKE)) throw new UnknownManifest("rate message", manifest);
        try {
            return fromProto(RateProto.Take.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("rate message", e);
        }
    }

    private Take fromProto(RateProto.Take proto) {
        return new Take(
                new RateRule(proto.getRule(), proto.getLimit(), proto.getWindowSeconds()),
                proto.getApp(),
                proto.getSubject(),
                Math.max(1, proto.getCount()),
                addresses.resolveActorRef(proto.getReplyTo()));
    }
}
