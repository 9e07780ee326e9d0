package io.florin.edge.group;

import io.florin.edge.answer.Address;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.request.MoneyRequests.Answer;
import io.florin.protocol.request.RequestReply;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.TransferView;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for money, and moves it exactly once: the request is marked as accepted, the
 * money moves under a name made of the request and the attempt, and the request hears how that
 * went. Whoever dies in between leaves an accepted request behind, and accepting it again goes on
 * from there, by whichever of the two that may; if nobody does, a sweeper goes on. Whoever is first
 * wins, and the others repeat what is done. The calls wait.
 */
public record Fulfilment(MoneyRequests requests, Moves moves, InstantSource clock) {
    /** The request after an attempt, and why its money did not move; null if it did. */
    private record Attempt(MoneyRequest request, @Nullable Denial denial) {}

    private Flows flows() {
        return moves.till().flows();
    }

    /** {@code REQUEST_NOT_FOUND}, also for those of another kind. */
    public MoneyRequest find(String app, String id, MoneyRequest.Kind kind) throws Unfit {
        return flows().read(requests.find(app, id))
                .filter(request -> request.kind() == kind)
                .orElseThrow(() -> Unfit.of(Refusal.REQUEST_NOT_FOUND));
    }

    public MoneyRequest reject(MoneyRequest request, String by, Address where)
            throws Unfit, Doubtful {
        return answer(request, Answer.REJECTED, by, where);
    }

    private MoneyRequest answer(MoneyRequest request, Answer answer, String by, Address where)
            throws Unfit, Doubtful {
        return done(
                flows().change(
                                requests.answer(
                                        request.app(), request.id(), answer, by, clock.instant()),
                                where));
    }

    public static MoneyRequest done(RequestReply reply) throws Unfit {
        return switch (reply) {
            case RequestReply.Done(var request, _) -> request;
            case RequestReply.Refused(var why) -> throw Unfit.of(why);
        };
    }

    /** Throws what the wallet says no with; the request is then as if nobody had answered it. */
    public MoneyRequest accept(MoneyRequest request, String by, Address where)
            throws Unfit, Doubtful {
        boolean underWay = request.state() == State.ACCEPTED;
        var accepted = underWay ? request : answer(request, Answer.ACCEPTED, by, where);
        if (accepted.state() == State.DONE) return accepted;
        var attempt = Flows.afterwards(where, () -> fulfil(accepted, where));
        if (attempt.denial() != null) throw new Unfit(attempt.denial());
        return attempt.request();
    }

    /**
     * Goes on with an accepted request that was left behind, and gives what became of it. What
     * somebody else has ended meanwhile stays as it is: {@code REQUEST_FINISHED}.
     */
    public MoneyRequest goOn(MoneyRequest accepted, Address where) throws Unfit, Doubtful {
        return fulfil(accepted, where).request();
    }

    private Attempt fulfil(MoneyRequest accepted, Address where) throws Unfit, Doubtful {
        var move = moves.of(accepted, transferId(accepted));
        var denial = denial(moves.till().decide(move.decider(), move.request(), where), where);
        if (denial != null && !denial.why().isAnswer()) throw new Unfit(denial);
        return new Attempt(finish(accepted, denial == null ? null : denial.why(), where), denial);
    }

    /** The name under which the money of this attempt moves. */
    public static TransferId transferId(MoneyRequest request) {
        return new TransferId(request.id() + ":" + request.attempt());
    }

    private MoneyRequest finish(MoneyRequest request, @Nullable Refusal outcome, Address where)
            throws Unfit, Doubtful {
        return done(
                flows().change(
                                requests.finish(
                                        request.app(), request.id(), request.attempt(), outcome),
                                where));
    }

    /** Why the money did not move; null if it did. */
    private static @Nullable Denial denial(Till.Decision decision, Address where) throws Doubtful {
        return switch (decision) {
            case Till.Decision.No(var denial, _) -> denial;
            case Till.Decision.Yes(OfTransfer(var transfer), _) -> denial(transfer, where);
            case Till.Decision.Yes yes -> throw new IllegalStateException("No transfer: " + yes);
        };
    }

    private static @Nullable Denial denial(TransferView transfer, Address where) throws Doubtful {
        return switch (transfer.state()) {
            case COMPLETED -> null;
            case PENDING -> throw new Doubtful(where);
            case RETURNED -> Objects.requireNonNull(transfer.legs().getFirst().denial());
        };
    }
}
