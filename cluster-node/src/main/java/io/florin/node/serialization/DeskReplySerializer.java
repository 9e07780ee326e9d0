package io.florin.node.serialization;

import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.management.DeskReply;
import io.florin.node.management.DeskReply.LevelChanged;
import io.florin.node.management.DeskReply.Levels;
import io.florin.node.management.DeskReply.WalletFound;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LoggerSetting;
import io.florin.protocol.proto.NodeDeskProto;
import java.time.Instant;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** What a node's desk answers another node. Pekko makes it from configuration. */
public final class DeskReplySerializer extends SerializerWithStringManifest {
    private static final String CHANGED = "c1";
    private static final String LEVELS = "l1";
    private static final String FOUND = "f1";

    @Override
    public int identifier() {
        return SerializerIds.DESK_REPLY;
    }

    @Override
    public String manifest(Object reply) {
        return switch (ours(reply)) {
            case LevelChanged _ -> CHANGED;
            case Levels _ -> LEVELS;
            case WalletFound _ -> FOUND;
        };
    }

    private static DeskReply ours(Object given) {
        if (given instanceof DeskReply reply) return reply;
        throw SerializerIds.notOurs(given);
    }

    @Override
    public byte[] toBinary(Object reply) {
        return switch (ours(reply)) {
            case LevelChanged(var taken) ->
                    NodeDeskProto.LevelChanged.newBuilder().setTaken(taken).build().toByteArray();
            case Levels(var settings) -> {
                var levels = NodeDeskProto.Levels.newBuilder();
                settings.forEach(setting -> levels.addSettings(toProto(setting)));
                yield levels.build().toByteArray();
            }
            case WalletFound(var inMemory) ->
                    NodeDeskProto.WalletFound.newBuilder()
                            .setInMemory(inMemory)
                            .build()
                            .toByteArray();
        };
    }

    private static NodeDeskProto.Setting toProto(LoggerSetting setting) {
        var configured = setting.configured();
        var until = setting.until();
        return NodeDeskProto.Setting.newBuilder()
                .setLogger(setting.logger())
                .setLevel(setting.level().name())
                .setConfigured(configured == null ? "" : configured.name())
                .setUntilEpochMillis(until == null ? 0 : until.toEpochMilli())
                .build();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            return switch (manifest) {
                case CHANGED ->
                        new LevelChanged(NodeDeskProto.LevelChanged.parseFrom(bytes).getTaken());
                case LEVELS -> {
                    var levels = NodeDeskProto.Levels.parseFrom(bytes).getSettingsList();
                    yield new Levels(levels.stream().map(each -> fromProto(each)).toList());
                }
                case FOUND ->
                        new WalletFound(NodeDeskProto.WalletFound.parseFrom(bytes).getInMemory());
                default -> throw new UnknownManifest("desk reply", manifest);
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("desk reply", e);
        }
    }

    private static LoggerSetting fromProto(NodeDeskProto.Setting proto) {
        var configured = proto.getConfigured();
        long until = proto.getUntilEpochMillis();
        return new LoggerSetting(
                proto.getLogger(),
                LogLevel.valueOf(proto.getLevel()),
                configured.isEmpty() ? null : LogLevel.valueOf(configured),
                until == 0 ? null : Instant.ofEpochMilli(until));
    }
}
