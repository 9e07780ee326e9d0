package io.florin.protocol.codec;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.proto.ReplyProto;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;

/** The bytes of replies between nodes. An answer and its reply are one message. */
public final class WalletReplyCodec {
    private WalletReplyCodec() {}

    public static byte[] encode(WalletReply reply) {
        return toProto(reply).toByteArray();
    }

    /** Throws {@link MalformedBytes}. */
    public static WalletReply decode(byte[] bytes) {
        return Decoding.decode(
                "reply", bytes, given -> fromProto(ReplyProto.Reply.parseFrom(given)));
    }

    public static ReplyProto.Reply toProto(WalletReply reply) {
        var proto = ReplyProto.Reply.newBuilder();
        switch (reply) {
            case Done(var answer, var replayed) -> write(answer, proto.setReplayed(replayed));
            case Denied(var denial, var replayed) ->
                    proto.setReplayed(replayed).setDenied(Wire.toProto(denial));
            case NotTaken(var why) -> proto.setNotTaken(Wire.name(why));
            case InDoubt() -> proto.setInDoubt(ReplyProto.InDoubt.getDefaultInstance());
        }
        return proto.build();
    }

    private static void write(Answer answer, ReplyProto.Reply.Builder reply) {
        switch (answer) {
            case OfWallet(var wallet) -> reply.setWallet(WalletViews.toProto(wallet));
            case OfSettings settings -> reply.setSettings(WalletViews.toProto(settings));
            case OfMovement movement -> reply.setMovement(WalletViews.toProto(movement));
            case OfTransfer(var transfer) -> reply.setTransfer(TransferViews.toProto(transfer));
            case OfRefusedTransfer refused ->
                    reply.setRefusedTransfer(TransferViews.toProto(refused));
            case OfHold hold -> reply.setHold(TransferViews.toProto(hold));
            case OfJob job -> reply.setJob(toProto(job));
        }
    }

    /** Throws {@link IllegalArgumentException}. */
    public static WalletReply fromProto(ReplyProto.Reply proto) {
        return switch (proto.getReplyCase()) {
            case WALLET -> done(proto, new OfWallet(WalletViews.fromProto(proto.getWallet())));
            case SETTINGS -> done(proto, WalletViews.fromProto(proto.getSettings()));
            case MOVEMENT -> done(proto, WalletViews.fromProto(proto.getMovement()));
            case TRANSFER ->
                    done(proto, new OfTransfer(TransferViews.fromProto(proto.getTransfer())));
            case REFUSED_TRANSFER ->
                    done(proto, TransferViews.fromProto(proto.getRefusedTransfer()));
            case HOLD -> done(proto, TransferViews.fromProto(proto.getHold()));
            case JOB -> done(proto, fromProto(proto.getJob()));
            case DENIED -> new Denied(Wire.fromProto(proto.getDenied()), proto.getReplayed());
            case NOT_TAKEN -> new NotTaken(Wire.refusal(proto.getNotTaken()));
            case IN_DOUBT -> new InDoubt();
            case REPLY_NOT_SET -> throw WireEnums.unknown("reply");
        };
    }

    private static ReplyProto.Job toProto(OfJob answer) {
        return ReplyProto.Job.newBuilder()
                .setWallet(answer.wallet().toString())
                .setJob(JobWords.toProto(answer.job()))
                .setOpenAlready(answer.openAlready())
                .build();
    }

    private static OfJob fromProto(ReplyProto.Job proto) {
        return new OfJob(
                WalletId.parse(proto.getWallet()),
                JobWords.fromProto(proto.getJob()),
                proto.getOpenAlready());
    }

    private static Done done(ReplyProto.Reply proto, Answer answer) {
        return new Done(answer, proto.getReplayed());
    }
}
