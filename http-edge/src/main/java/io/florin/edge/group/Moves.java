package io.florin.edge.group;

import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.App;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the money of an accepted request moves. It follows from the request alone, so it is the same
 * whoever has it carried out: who accepted it, or the sweeper after a crash. The calls wait.
 */
public record Moves(App app, Till till, Openings openings, Parties parties) {
    /** What is asked of which wallet. */
    record Move(WalletId decider, Request request) {}

    Move of(MoneyRequest request, TransferId id) throws Unfit, Doubtful {
        return switch (request.kind()) {
            case PAYMENT -> payment(request, id);
            case REFUND -> reversal(request, id);
        };
    }

    /** Under the limits of the payer, for the payer's fee. */
    private Move payment(MoneyRequest request, TransferId id) throws Unfit, Doubtful {
        var payer = parties.byId(app, Objects.requireNonNull(request.to())).user();
        var from = openings.wallet(payer.id());
        var to = openings.wallet(request.from());
        var money = request.amount();
        var legs = List.of(new Leg(to, money.minor()));
        var note = new Note(request.memo(), Map.of());
        var command = new Transfer(id, true, money.asset(), legs, false, note);
        var terms =
                app.rules()
                        .terms(
                                Terms.ofOwner(payer.id()),
                                payer.tier(),
                                money.asset(),
                                OperationKind.TRANSFER,
                                money.minor());
        return new Move(from, new Request(null, command, terms));
    }

    /** By the wallet that was credited, even if it has spent the money meanwhile. */
    private Move reversal(MoneyRequest request, TransferId id) throws Unfit {
        var transfer = Objects.requireNonNull(request.transfer());
        var original = till.transfer(transfer.source(), transfer.id());
        if (!(original.legs().getFirst().to() instanceof WalletId credited)) {
            throw new IllegalStateException("Only what a wallet got is refunded: " + original);
        }
        var leg = new LegName(transfer.source(), transfer.id(), 0);
        var command = new Reverse(id, leg, null, true, Note.NONE);
        return new Move(credited, new Request(null, command, app.rules().terms(Terms.FREE)));
    }
}
