package io.florin.protocol;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionView;
import java.util.List;

/** What sessions are asked, write and reply, at random, one of every kind at a time. */
public final class SessionSamples {
    private final Samples some;

    public SessionSamples(long seed) {
        some = new Samples(seed);
    }

    private SecretHash secret() {
        var bytes = new byte[SecretHash.BYTES];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) some.number(256);
        return new SecretHash(bytes);
    }

    private long seconds() {
        return 1L + some.number(1_000_000);
    }

    public List<SessionCommand> commands() {
        return List.of(
                new SessionCommand.Begin(some.text(1, 64), secret(), seconds(), seconds()),
                new SessionCommand.Refresh(secret(), secret()),
                new SessionCommand.End(some.one(EndReason.class)),
                new SessionCommand.Converse(some.text(1, 64), some.text(0, 200), seconds()),
                new SessionCommand.Silence(),
                new SessionCommand.IssueCode(
                        some.text(1, 64),
                        some.text(1, 255),
                        secret(),
                        seconds(),
                        1 + some.number(20)),
                new SessionCommand.VerifyCode(some.maybe(() -> some.text(1, 255)), secret()),
                new SessionCommand.Try(1 + some.number(1_000), seconds()),
                new SessionCommand.Relent());
    }

    public List<SessionEvent> events() {
        return List.of(
                new SessionEvent.Began(
                        some.time(),
                        some.text(1, 64),
                        secret(),
                        seconds(),
                        some.time(),
                        some.time()),
                new SessionEvent.Refreshed(some.time(), secret(), some.time()),
                new SessionEvent.Ended(some.time(), some.one(EndReason.class)),
                new SessionEvent.Conversed(
                        some.time(), some.text(1, 64), some.text(0, 200), some.time()),
                new SessionEvent.Silenced(some.time()),
                new SessionEvent.CodeIssued(
                        some.time(),
                        some.text(1, 64),
                        some.text(1, 255),
                        secret(),
                        some.number(20),
                        some.time()),
                new SessionEvent.CodeMissed(
                        some.time(),
                        some.maybe(() -> new SessionEvent.Attempt(some.text(1, 255), secret())),
                        some.number(20)),
                new SessionEvent.CodeUsed(some.time(), some.maybe(() -> some.text(1, 255))),
                new SessionEvent.Tried(some.time(), some.number(1_000), some.flag(), some.time()),
                new SessionEvent.Relented(some.time()));
    }

    public List<SessionReply> replies() {
        return List.of(
                new SessionReply.Done(view(), some.flag()),
                new SessionReply.Denied(some.denial()),
                new SessionReply.NotTaken(some.one(Refusal.class)),
                new SessionReply.InDoubt());
    }

    private SessionView view() {
        return new SessionView(
                new SessionId("default", some.id()),
                some.number(1_000_000),
                some.maybe(() ->
                        new SessionView.Login(
                                some.text(1, 64),
                                some.time(),
                                some.time(),
                                some.time(),
                                some.maybe(some::time),
                                some.maybe(() -> some.one(EndReason.class)))),
                some.maybe(() ->
                        new SessionView.Conversation(
                                some.text(1, 64), some.text(0, 200), some.time(), some.time())),
                some.maybe(() ->
                        new SessionView.Code(
                                some.text(1, 64),
                                some.text(1, 255),
                                some.number(20),
                                some.time(),
                                some.time(),
                                some.maybe(some::time))),
                some.maybe(
                        () -> new SessionView.Guard(some.number(1_000), some.maybe(some::time))));
    }
}
