package io.florin.protocol.codec;

import static io.florin.protocol.codec.SessionWords.bytes;
import static io.florin.protocol.codec.SessionWords.hash;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.florin.protocol.proto.SessionEventProto;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.Attempt;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionEvent.Tried;

/**
 * The bytes of session events, never rewritten. A manifest is a kind of event and its generation; a
 * kind that changes beyond new optional fields gets a new manifest beside the old. A new kind is
 * readable one release before it is written.
 */
public final class SessionEventCodec {
    private static final String BEGAN = "sb1";
    private static final String REFRESHED = "sr1";
    private static final String ENDED = "se1";
    private static final String CONVERSED = "sc1";
    private static final String SILENCED = "ss1";
    private static final String CODE_ISSUED = "ci1";
    private static final String CODE_MISSED = "cm1";
    private static final String CODE_USED = "cu1";
    private static final String TRIED = "gt1";
    private static final String RELENTED = "gr1";

    private SessionEventCodec() {}

    public static String manifest(SessionEvent event) {
        return switch (event) {
            case Began _ -> BEGAN;
            case Refreshed _ -> REFRESHED;
            case Ended _ -> ENDED;
            case Conversed _ -> CONVERSED;
            case Silenced _ -> SILENCED;
            case CodeIssued _ -> CODE_ISSUED;
            case CodeMissed _ -> CODE_MISSED;
            case CodeUsed _ -> CODE_USED;
            case Tried _ -> TRIED;
            case Relented _ -> RELENTED;
        };
    }

    /** Throws {@link IllegalArgumentException} for a time finer than a microsecond. */
    public static byte[] encode(SessionEvent event) {
        return toProto(event).toByteArray();
    }

    /** Throws {@link UnknownManifest} or {@link MalformedBytes}. */
    public static SessionEvent decode(String manifest, byte[] bytes) {
        return Decoding.decode("session event", bytes, given -> parse(manifest, given));
    }

    private static MessageLite toProto(SessionEvent event) {
        long at = Wire.micros(event.at());
        return switch (event) {
            case Began e -> toProto(e);
            case Refreshed e -> toProto(e);
            case Ended e ->
                    SessionEventProto.Ended.newBuilder()
                            .setAt(at)
                            .setReason(e.reason().name())
                            .build();
            case Conversed e ->
                    SessionEventProto.Conversed.newBuilder()
                            .setAt(at)
                            .setState(e.state())
                            .setData(e.data())
                            .setExpiresAt(Wire.micros(e.expiresAt()))
                            .build();
            case Silenced _ -> SessionEventProto.Silenced.newBuilder().setAt(at).build();
            case CodeIssued e -> toProto(e);
            case CodeMissed e -> toProto(e);
            case CodeUsed e -> toProto(e);
            case Tried e ->
                    SessionEventProto.Tried.newBuilder()
                            .setAt(at)
                            .setTries(e.tries())
                            .setLocked(e.locked())
                            .setForgottenAt(Wire.micros(e.forgottenAt()))
                            .build();
            case Relented _ -> SessionEventProto.Relented.newBuilder().setAt(at).build();
        };
    }

    private static SessionEventProto.Began toProto(Began event) {
        return SessionEventProto.Began.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setUser(event.user())
                .setRefreshToken(bytes(event.refreshToken()))
                .setIdleSeconds(event.idleSeconds())
                .setExpiresAt(Wire.micros(event.expiresAt()))
                .setEndsAt(Wire.micros(event.endsAt()))
                .build();
    }

    private static SessionEventProto.Refreshed toProto(Refreshed event) {
        return SessionEventProto.Refreshed.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setRefreshToken(bytes(event.refreshToken()))
                .setExpiresAt(Wire.micros(event.expiresAt()))
                .build();
    }

    private static SessionEventProto.CodeIssued toProto(CodeIssued event) {
        return SessionEventProto.CodeIssued.newBuilder()
                .setAt(Wire.micros(event.at()))
                .setPurpose(event.purpose())
                .setSubject(event.subject())
                .setCode(bytes(event.code()))
                .setMaxTries(event.maxTries())
                .setExpiresAt(Wire.micros(event.expiresAt()))
                .build();
    }

    private static SessionEventProto.CodeMissed toProto(CodeMissed event) {
        var proto =
                SessionEventProto.CodeMissed.newBuilder()
                        .setAt(Wire.micros(event.at()))
                        .setTriesLeft(event.triesLeft());
        var attempt = event.attempt();
        if (attempt != null) {
            proto.setAttempt(
                    SessionEventProto.Attempt.newBuilder()
                            .setKey(attempt.key())
                            .setCode(bytes(attempt.code())));
        }
        return proto.build();
    }

    private static SessionEventProto.CodeUsed toProto(CodeUsed event) {
        var proto = SessionEventProto.CodeUsed.newBuilder().setAt(Wire.micros(event.at()));
        if (event.key() != null) proto.setKey(event.key());
        return proto.build();
    }

    private static SessionEvent parse(String manifest, byte[] bytes)
            throws InvalidProtocolBufferException {
        return switch (manifest) {
            case BEGAN -> fromProto(SessionEventProto.Began.parseFrom(bytes));
            case REFRESHED -> fromProto(SessionEventProto.Refreshed.parseFrom(bytes));
            case ENDED -> {
                var proto = SessionEventProto.Ended.parseFrom(bytes);
                yield new Ended(
                        Wire.instant(proto.getAt()), SessionWords.reason(proto.getReason()));
            }
            case CONVERSED -> fromProto(SessionEventProto.Conversed.parseFrom(bytes));
            case SILENCED ->
                    new Silenced(Wire.instant(SessionEventProto.Silenced.parseFrom(bytes).getAt()));
            case CODE_ISSUED -> fromProto(SessionEventProto.CodeIssued.parseFrom(bytes));
            case CODE_MISSED -> fromProto(SessionEventProto.CodeMissed.parseFrom(bytes));
            case CODE_USED -> {
                var proto = SessionEventProto.CodeUsed.parseFrom(bytes);
                yield new CodeUsed(
                        Wire.instant(proto.getAt()), proto.hasKey() ? proto.getKey() : null);
            }
            case TRIED -> fromProto(SessionEventProto.Tried.parseFrom(bytes));
            case RELENTED ->
                    new Relented(Wire.instant(SessionEventProto.Relented.parseFrom(bytes).getAt()));
            default -> throw new UnknownManifest("session event", manifest);
        };
    }

    private static Began fromProto(SessionEventProto.Began proto) {
        return new Began(
                Wire.instant(proto.getAt()),
                proto.getUser(),
                hash(proto.getRefreshToken()),
                proto.getIdleSeconds(),
                Wire.instant(proto.getExpiresAt()),
                Wire.instant(proto.getEndsAt()));
    }

    private static Refreshed fromProto(SessionEventProto.Refreshed proto) {
        return new Refreshed(
                Wire.instant(proto.getAt()),
                hash(proto.getRefreshToken()),
                Wire.instant(proto.getExpiresAt()));
    }

    private static Conversed fromProto(SessionEventProto.Conversed proto) {
        return new Conversed(
                Wire.instant(proto.getAt()),
                proto.getState(),
                proto.getData(),
                Wire.instant(proto.getExpiresAt()));
    }

    private static CodeIssued fromProto(SessionEventProto.CodeIssued proto) {
        return new CodeIssued(
                Wire.instant(proto.getAt()),
                proto.getPurpose(),
                proto.getSubject(),
                hash(proto.getCode()),
                proto.getMaxTries(),
                Wire.instant(proto.getExpiresAt()));
    }

    private static CodeMissed fromProto(SessionEventProto.CodeMissed proto) {
        var attempt = proto.getAttempt();
        return new CodeMissed(
                Wire.instant(proto.getAt()),
                proto.hasAttempt() ? new Attempt(attempt.getKey(), hash(attempt.getCode())) : null,
                proto.getTriesLeft());
    }

    private static Tried fromProto(SessionEventProto.Tried proto) {
        return new Tried(
                Wire.instant(proto.getAt()),
                proto.getTries(),
                proto.getLocked(),
                Wire.instant(proto.getForgottenAt()));
    }
}
