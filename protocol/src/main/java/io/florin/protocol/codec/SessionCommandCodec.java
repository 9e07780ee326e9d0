package io.florin.protocol.codec;

import static io.florin.protocol.codec.SessionWords.bytes;
import static io.florin.protocol.codec.SessionWords.hash;

import io.florin.protocol.proto.SessionMessageProto;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Converse;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionCommand.Relent;
import io.florin.protocol.session.SessionCommand.Silence;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionCommand.VerifyCode;

/** The bytes of session commands between nodes. */
public final class SessionCommandCodec {
    private SessionCommandCodec() {}

    public static byte[] encode(SessionCommand command) {
        return toProto(command).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static SessionCommand decode(byte[] bytes) {
        return Decoding.decode(
                "session command",
                bytes,
                given -> fromProto(SessionMessageProto.Command.parseFrom(given)));
    }

    public static SessionMessageProto.Command toProto(SessionCommand command) {
        var proto = SessionMessageProto.Command.newBuilder();
        switch (command) {
            case Begin c -> proto.setBegin(toProto(c));
            case Refresh c ->
                    proto.getRefreshBuilder()
                            .setPresented(bytes(c.presented()))
                            .setNext(bytes(c.next()));
            case End c -> proto.getEndBuilder().setReason(c.reason().name());
            case Converse c ->
                    proto.getConverseBuilder()
                            .setState(c.state())
                            .setData(c.data())
                            .setTtlSeconds(c.ttlSeconds());
            case Silence _ -> proto.setSilence(SessionMessageProto.Silence.getDefaultInstance());
            case IssueCode c -> proto.setIssueCode(toProto(c));
            case VerifyCode c -> {
                var verify = proto.getVerifyCodeBuilder().setCode(bytes(c.code()));
                if (c.key() != null) verify.setKey(c.key());
            }
            case Try c ->
                    proto.getTryBuilder().setMaxTries(c.maxTries()).setLockSeconds(c.lockSeconds());
            case Relent _ -> proto.setRelent(SessionMessageProto.Relent.getDefaultInstance());
        }
        return proto.build();
    }

    /** Throws {@link IllegalArgumentException}. */
    public static SessionCommand fromProto(SessionMessageProto.Command proto) {
        return switch (proto.getCommandCase()) {
            case BEGIN -> fromProto(proto.getBegin());
            case REFRESH ->
                    new Refresh(
                            hash(proto.getRefresh().getPresented()),
                            hash(proto.getRefresh().getNext()));
            case END -> new End(SessionWords.reason(proto.getEnd().getReason()));
            case CONVERSE -> {
                var c = proto.getConverse();
                yield new Converse(c.getState(), c.getData(), c.getTtlSeconds());
            }
            case SILENCE -> new Silence();
            case ISSUE_CODE -> fromProto(proto.getIssueCode());
            case VERIFY_CODE -> {
                var c = proto.getVerifyCode();
                yield new VerifyCode(c.hasKey() ? c.getKey() : null, hash(c.getCode()));
            }
            case TRY -> new Try(proto.getTry().getMaxTries(), proto.getTry().getLockSeconds());
            case RELENT -> new Relent();
            case COMMAND_NOT_SET -> throw WireEnums.unknown("session command");
        };
    }

    private static SessionMessageProto.Begin toProto(Begin begin) {
        return SessionMessageProto.Begin.newBuilder()
                .setUser(begin.user())
                .setRefreshToken(bytes(begin.refreshToken()))
                .setIdleSeconds(begin.idleSeconds())
                .setLifeSeconds(begin.lifeSeconds())
                .build();
    }

    private static Begin fromProto(SessionMessageProto.Begin proto) {
        return new Begin(
                proto.getUser(),
                hash(proto.getRefreshToken()),
                proto.getIdleSeconds(),
                proto.getLifeSeconds());
    }

    private static SessionMessageProto.IssueCode toProto(IssueCode issue) {
        return SessionMessageProto.IssueCode.newBuilder()
                .setPurpose(issue.purpose())
                .setSubject(issue.subject())
                .setCode(bytes(issue.code()))
                .setTtlSeconds(issue.ttlSeconds())
                .setMaxTries(issue.maxTries())
                .build();
    }

    private static IssueCode fromProto(SessionMessageProto.IssueCode proto) {
        return new IssueCode(
                proto.getPurpose(),
                proto.getSubject(),
                hash(proto.getCode()),
                proto.getTtlSeconds(),
                proto.getMaxTries());
    }
}
