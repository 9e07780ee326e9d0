package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Openings;
import io.florin.edge.group.Parts;
import io.florin.edge.group.Till.Decision;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Problem;
import io.florin.edge.user.Self;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.User;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Sending money from e-mail to e-mail. */
final class TransactionCalls {
    private static final String ALL = "/instapay/api/transactions";
    private static final Field<String> SENDER =
            required("sender_email", UserTypes.EMAIL_TYPE, "The caller's own.");
    private static final Field<String> RECEIVER =
            required("receiver_email", UserTypes.EMAIL_TYPE, "Who gets it.");
    private static final Field<String> PIN =
            optional("pin", UserTypes.PIN_TYPE, "Of a sender who has set one.");

    private final Parts parts;
    private final Openings openings;
    private final History history;
    private final MajorUnits units;
    private final Field<Long> amount;

    TransactionCalls(Parts parts, Openings openings, MajorUnits units) {
        this.parts = parts;
        this.openings = openings;
        this.history = new History(parts, units);
        this.units = units;
        this.amount = required("amount", units.amount(), "In major units.");
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.post(ALL, "instapaySend", "Send money")
                        .forThe(Access.USER)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayNewTransaction", SENDER, RECEIVER, amount, PIN))
                        .answers(201, "The transaction, ended.", history.transaction())
                        .answers(202, "Taken; its end is not known in time.", Answers.PENDING)
                        .by(parts.flows().handler(this::send)),
                Operation.get(ALL + "/user/{user}", "instapayTransactions", "A user's history")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .query(History.QUERY)
                        .answers(200, "A page, newest first.", history.page())
                        .by(parts.flows().handler(history::show)));
    }

    private HttpResponse send(Call call) throws Unfit, Doubtful {
        var sender = parts.parties().byEmail(call, call.body().get(SENDER));
        if (!Self.is(call, sender.user().id())) {
            throw new Unfit(Refusal.FORBIDDEN, "Money is sent by its owner only.");
        }
        var receiver = parts.parties().byEmail(call, call.body().get(RECEIVER));
        parts.pins().confirm(sender, call.body().find(PIN), OperationKind.TRANSFER);
        var from = openings.wallet(sender.user().id());
        var command = transfer(call, sender, receiver);
        var request = request(call, command, sender.user());
        var where = new Address(command.id().value(), ALL + "/user/" + sender.user().id());
        var emails = parts.parties().emails(call).knowing(sender.user(), receiver.user());
        return switch (parts.till().decide(from, request, where)) {
            case Decision.Yes(OfTransfer(var view), var replayed) ->
                    replayed(Answers.json(201, history.of(view, emails)), replayed);
            case Decision.Yes yes -> throw new IllegalStateException("No transfer: " + yes);
            case Decision.No(var denial, var replayed) -> replayed(refused(denial), replayed);
        };
    }

    private Transfer transfer(Call call, Account sender, Account receiver) throws Unfit, Doubtful {
        String from = sender.user().id();
        var to = openings.wallet(receiver.user().id());
        var key = call.key();
        var id =
                key == null
                        ? parts.ids().next()
                        : DerivedId.of("transaction", call.app().name(), from, key);
        var legs = List.of(new Leg(to, call.body().get(amount)));
        return new Transfer(
                new TransferId(id.toString()), false, units.asset(), legs, false, Note.NONE);
    }

    /** Under the limits of the tier that the sender has now. */
    private Request request(Call call, Transfer command, User sender) {
        var terms =
                call.terms(sender.tier(), OperationKind.TRANSFER, units.asset(), command.total());
        return new Request(call.key(), command, terms);
    }

    private HttpResponse refused(Denial denial) {
        return parts.problems().response(Problem.of(denial), InstaPay.GROUP.dialect());
    }

    private static HttpResponse replayed(HttpResponse response, boolean replayed) {
        return replayed ? response.addHeader(Answers.REPLAYED) : response;
    }
}
