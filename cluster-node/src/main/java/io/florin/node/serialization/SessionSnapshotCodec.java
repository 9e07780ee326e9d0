package io.florin.node.serialization;

import static io.florin.protocol.codec.SessionWords.bytes;
import static io.florin.protocol.codec.SessionWords.hash;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.florin.node.session.rules.Guard;
import io.florin.node.session.rules.Login;
import io.florin.node.session.rules.OlderTokens;
import io.florin.node.session.rules.OneTimeCode;
import io.florin.node.session.rules.OneTimeCode.Miss;
import io.florin.node.session.rules.Session;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.SessionWords;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.Wire;
import io.florin.protocol.proto.SessionSnapshotProto;
import io.florin.protocol.session.SessionEvent.Attempt;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView.Conversation;
import java.util.List;

/**
 * The state of a session as bytes. {@link #MANIFEST} is its generation: a release that keeps more
 * in the state than this one understands writes another, and this one throws {@link
 * UnknownManifest} rather than lose a part of it.
 */
public final class SessionSnapshotCodec {
    public static final String MANIFEST = "n1";

    private SessionSnapshotCodec() {}

    public static byte[] encode(Session session) {
        var proto =
                SessionSnapshotProto.Session.newBuilder()
                        .setId(session.id().toString())
                        .setVersion(session.version())
                        .setLastAt(Wire.micros(session.lastAt()));
        if (session.login() != null) proto.setLogin(toProto(session.login()));
        if (session.conversation() != null) {
            proto.setConversation(toProto(session.conversation()));
        }
        if (session.code() != null) proto.setCode(toProto(session.code()));
        if (session.guard() != null) proto.setGuard(toProto(session.guard()));
        return proto.build().toByteArray();
    }

    public static Session decode(String manifest, byte[] bytes) {
        if (!manifest.equals(MANIFEST)) throw new UnknownManifest("session snapshot", manifest);
        try {
            return fromProto(SessionSnapshotProto.Session.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes("session snapshot", e);
        }
    }

    private static Session fromProto(SessionSnapshotProto.Session proto) {
        return new Session(
                SessionId.parse(proto.getId()),
                proto.getVersion(),
                Wire.instant(proto.getLastAt()),
                proto.hasLogin() ? fromProto(proto.getLogin()) : null,
                proto.hasConversation() ? fromProto(proto.getConversation()) : null,
                proto.hasCode() ? fromProto(proto.getCode()) : null,
                proto.hasGuard() ? fromProto(proto.getGuard()) : null);
    }

    private static SessionSnapshotProto.Login toProto(Login login) {
        var proto =
                SessionSnapshotProto.Login.newBuilder()
                        .setUser(login.user())
                        .setCreatedAt(Wire.micros(login.createdAt()))
                        .setRefreshedAt(Wire.micros(login.refreshedAt()))
                        .setExpiresAt(Wire.micros(login.expiresAt()))
                        .setEndsAt(Wire.micros(login.endsAt()))
                        .setIdleSeconds(login.idleSeconds())
                        .setToken(bytes(login.token()))
                        .setOlder(ByteString.copyFrom(login.older().halves()));
        if (login.endedAt() != null) proto.setEndedAt(Wire.micros(login.endedAt()));
        if (login.reason() != null) proto.setReason(login.reason().name());
        return proto.build();
    }

    private static Login fromProto(SessionSnapshotProto.Login proto) {
        return new Login(
                proto.getUser(),
                Wire.instant(proto.getCreatedAt()),
                Wire.instant(proto.getRefreshedAt()),
                Wire.instant(proto.getExpiresAt()),
                Wire.instant(proto.getEndsAt()),
                proto.getIdleSeconds(),
                hash(proto.getToken()),
                OlderTokens.of(proto.getOlder().toByteArray()),
                proto.hasEndedAt() ? Wire.instant(proto.getEndedAt()) : null,
                proto.getReason().isEmpty() ? null : SessionWords.reason(proto.getReason()));
    }

    private static SessionSnapshotProto.Conversation toProto(Conversation conversation) {
        return SessionSnapshotProto.Conversation.newBuilder()
                .setState(conversation.state())
                .setData(conversation.data())
                .setUpdatedAt(Wire.micros(conversation.updatedAt()))
                .setExpiresAt(Wire.micros(conversation.expiresAt()))
                .build();
    }

    private static Conversation fromProto(SessionSnapshotProto.Conversation proto) {
        return new Conversation(
                proto.getState(),
                proto.getData(),
                Wire.instant(proto.getUpdatedAt()),
                Wire.instant(proto.getExpiresAt()));
    }

    private static SessionSnapshotProto.Code toProto(OneTimeCode code) {
        var proto =
                SessionSnapshotProto.Code.newBuilder()
                        .setPurpose(code.purpose())
                        .setSubject(code.subject())
                        .setCode(bytes(code.hash()))
                        .setMaxTries(code.maxTries())
                        .setTriesLeft(code.triesLeft())
                        .setCreatedAt(Wire.micros(code.createdAt()))
                        .setExpiresAt(Wire.micros(code.expiresAt()));
        if (code.usedAt() != null) proto.setUsedAt(Wire.micros(code.usedAt()));
        if (code.usedKey() != null) proto.setUsedKey(code.usedKey());
        for (var miss : code.misses()) {
            proto.addMisses(
                    SessionSnapshotProto.Miss.newBuilder()
                            .setKey(miss.attempt().key())
                            .setCode(bytes(miss.attempt().code()))
                            .setTriesLeft(miss.triesLeft()));
        }
        return proto.build();
    }

    private static OneTimeCode fromProto(SessionSnapshotProto.Code proto) {
        return new OneTimeCode(
                proto.getPurpose(),
                proto.getSubject(),
                hash(proto.getCode()),
                proto.getMaxTries(),
                proto.getTriesLeft(),
                Wire.instant(proto.getCreatedAt()),
                Wire.instant(proto.getExpiresAt()),
                proto.hasUsedAt() ? Wire.instant(proto.getUsedAt()) : null,
                proto.hasUsedKey() ? proto.getUsedKey() : null,
                misses(proto.getMissesList()));
    }

    private static List<Miss> misses(List<SessionSnapshotProto.Miss> protos) {
        return protos.stream()
                .map(miss ->
                        new Miss(
                                new Attempt(miss.getKey(), hash(miss.getCode())),
                                miss.getTriesLeft()))
                .toList();
    }

    private static SessionSnapshotProto.Guard toProto(Guard guard) {
        return SessionSnapshotProto.Guard.newBuilder()
                .setTries(guard.tries())
                .setLocked(guard.locked())
                .setForgottenAt(Wire.micros(guard.forgottenAt()))
                .build();
    }

    private static Guard fromProto(SessionSnapshotProto.Guard proto) {
        return new Guard(proto.getTries(), proto.getLocked(), Wire.instant(proto.getForgottenAt()));
    }
}
