package io.florin.edge.user;

import io.florin.edge.answer.Address;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Relent;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.session.Sessions;
import java.util.Optional;

/** What a flow asks of sessions. The calls wait: make them from a flow. */
public record SessionSteps(Sessions sessions, Flows flows) {
    /** What came of a command: the session after it, or why not. */
    public sealed interface Outcome {
        record Of(SessionView session, boolean replayed) implements Outcome {}

        record Not(Denial denial) implements Outcome {}
    }

    /** Throws only if nothing is known, or nothing was taken. */
    public Outcome outcome(SessionId session, SessionCommand command) throws Unfit, Doubtful {
        return switch (flows.change(sessions.execute(session, command), address(session))) {
            case Done(var view, var replayed) -> new Outcome.Of(view, replayed);
            case Denied(var denial) -> new Outcome.Not(denial);
            case NotTaken(var why) -> throw Unfit.of(why);
            case InDoubt() -> throw new Doubtful(address(session));
        };
    }

    /** The session after the command; throws whatever it says no with. */
    public SessionView done(SessionId session, SessionCommand command) throws Unfit, Doubtful {
        return switch (outcome(session, command)) {
            case Outcome.Of(var view, _) -> view;
            case Outcome.Not(var denial) -> throw new Unfit(denial);
        };
    }

    /** Empty if nothing ever happened to it. */
    public Optional<SessionView> look(SessionId session) throws Unfit {
        SessionReply reply = flows.read(sessions.look(session));
        return switch (reply) {
            case Done(var view, _) -> Optional.of(view);
            case Denied(var denial) when denial.why() == Refusal.SESSION_NOT_FOUND ->
                    Optional.empty();
            case Denied(var denial) -> throw new Unfit(denial);
            case NotTaken(var why) -> throw Unfit.of(why);
            case InDoubt() -> throw Unfit.of(Refusal.UNAVAILABLE);
        };
    }

    /**
     * Takes one try at a secret, before it is compared: {@code LOCKED_OUT} if there is none left.
     * The guard is named by what it guards, whether that exists or not.
     */
    public void takeTry(SessionId guard, IdentitySettings.Tries tries) throws Unfit {
        beforehand(guard, new Try(tries.max(), tries.lockSeconds()));
    }

    /** Lets the tries start over; to be asked before what the right secret was sent for. */
    public void relent(SessionId guard) throws Unfit {
        beforehand(guard, new Relent());
    }

    /** In doubt about a guard, nothing of the call itself has been done yet. */
    private void beforehand(SessionId guard, SessionCommand command) throws Unfit {
        try {
            done(guard, command);
        } catch (Doubtful _) {
            throw Unfit.of(Refusal.UNAVAILABLE);
        }
    }

    /** The session that counts the tries at one subject's secret. */
    public static SessionId guard(String app, String secret, String subject) {
        return new SessionId(app, DerivedId.of("guard", app, secret, subject).toString());
    }

    private static Address address(SessionId session) {
        return new Address(session.id(), "/v1/sessions/" + session.id());
    }
}
