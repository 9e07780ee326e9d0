package io.florin.protocol.codec;

import io.florin.protocol.proto.SessionMessageProto;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.session.SessionView.Code;
import io.florin.protocol.session.SessionView.Conversation;
import io.florin.protocol.session.SessionView.Guard;
import io.florin.protocol.session.SessionView.Login;

/** The bytes of session replies between nodes. */
public final class SessionReplyCodec {
    private SessionReplyCodec() {}

    public static byte[] encode(SessionReply reply) {
        return toProto(reply).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static SessionReply decode(byte[] bytes) {
        return Decoding.decode(
                "session reply",
                bytes,
                given -> fromProto(SessionMessageProto.Reply.parseFrom(given)));
    }

    private static SessionMessageProto.Reply toProto(SessionReply reply) {
        var proto = SessionMessageProto.Reply.newBuilder();
        switch (reply) {
            case Done(var view, var replayed) -> proto.setDone(toProto(view)).setReplayed(replayed);
            case Denied(var denial) -> proto.setDenied(Wire.toProto(denial));
            case NotTaken(var why) -> proto.setNotTaken(Wire.name(why));
            case InDoubt() -> proto.setInDoubt(SessionMessageProto.Doubt.getDefaultInstance());
        }
        return proto.build();
    }

    private static SessionReply fromProto(SessionMessageProto.Reply proto) {
        return switch (proto.getReplyCase()) {
            case DONE -> new Done(fromProto(proto.getDone()), proto.getReplayed());
            case DENIED -> new Denied(Wire.fromProto(proto.getDenied()));
            case NOT_TAKEN -> new NotTaken(Wire.refusal(proto.getNotTaken()));
            case IN_DOUBT -> new InDoubt();
            case REPLY_NOT_SET -> throw WireEnums.unknown("session reply");
        };
    }

    private static SessionMessageProto.View toProto(SessionView view) {
        var proto =
                SessionMessageProto.View.newBuilder()
                        .setId(view.id().toString())
                        .setVersion(view.version());
        if (view.login() != null) proto.setLogin(toProto(view.login()));
        if (view.conversation() != null) proto.setConversation(toProto(view.conversation()));
        if (view.code() != null) proto.setCode(toProto(view.code()));
        if (view.guard() != null) proto.setGuard(toProto(view.guard()));
        return proto.build();
    }

    private static SessionView fromProto(SessionMessageProto.View proto) {
        return new SessionView(
                SessionId.parse(proto.getId()),
                proto.getVersion(),
                proto.hasLogin() ? fromProto(proto.getLogin()) : null,
                proto.hasConversation() ? fromProto(proto.getConversation()) : null,
                proto.hasCode() ? fromProto(proto.getCode()) : null,
                proto.hasGuard() ? fromProto(proto.getGuard()) : null);
    }

    private static SessionMessageProto.LoginView toProto(Login login) {
        var proto =
                SessionMessageProto.LoginView.newBuilder()
                        .setUser(login.user())
                        .setCreatedAt(Wire.micros(login.createdAt()))
                        .setRefreshedAt(Wire.micros(login.refreshedAt()))
                        .setExpiresAt(Wire.micros(login.expiresAt()));
        if (login.endedAt() != null) proto.setEndedAt(Wire.micros(login.endedAt()));
        if (login.reason() != null) proto.setReason(login.reason().name());
        return proto.build();
    }

    private static Login fromProto(SessionMessageProto.LoginView proto) {
        return new Login(
                proto.getUser(),
                Wire.instant(proto.getCreatedAt()),
                Wire.instant(proto.getRefreshedAt()),
                Wire.instant(proto.getExpiresAt()),
                proto.hasEndedAt() ? Wire.instant(proto.getEndedAt()) : null,
                proto.hasReason() ? SessionWords.reason(proto.getReason()) : null);
    }

    private static SessionMessageProto.ConversationView toProto(Conversation conversation) {
        return SessionMessageProto.ConversationView.newBuilder()
                .setState(conversation.state())
                .setData(conversation.data())
                .setUpdatedAt(Wire.micros(conversation.updatedAt()))
                .setExpiresAt(Wire.micros(conversation.expiresAt()))
                .build();
    }

    private static Conversation fromProto(SessionMessageProto.ConversationView proto) {
        return new Conversation(
                proto.getState(),
                proto.getData(),
                Wire.instant(proto.getUpdatedAt()),
                Wire.instant(proto.getExpiresAt()));
    }

    private static SessionMessageProto.CodeView toProto(Code code) {
        var proto =
                SessionMessageProto.CodeView.newBuilder()
                        .setPurpose(code.purpose())
                        .setSubject(code.subject())
                        .setTriesLeft(code.triesLeft())
                        .setCreatedAt(Wire.micros(code.createdAt()))
                        .setExpiresAt(Wire.micros(code.expiresAt()));
        if (code.usedAt() != null) proto.setUsedAt(Wire.micros(code.usedAt()));
        return proto.build();
    }

    private static Code fromProto(SessionMessageProto.CodeView proto) {
        return new Code(
                proto.getPurpose(),
                proto.getSubject(),
                proto.getTriesLeft(),
                Wire.instant(proto.getCreatedAt()),
                Wire.instant(proto.getExpiresAt()),
                proto.hasUsedAt() ? Wire.instant(proto.getUsedAt()) : null);
    }

    private static SessionMessageProto.GuardView toProto(Guard guard) {
        var proto = SessionMessageProto.GuardView.newBuilder().setTries(guard.tries());
        if (guard.lockedUntil() != null) proto.setLockedUntil(Wire.micros(guard.lockedUntil()));
        return proto.build();
    }

    private static Guard fromProto(SessionMessageProto.GuardView proto) {
        return new Guard(
                proto.getTries(),
                proto.hasLockedUntil() ? Wire.instant(proto.getLockedUntil()) : null);
    }
}
