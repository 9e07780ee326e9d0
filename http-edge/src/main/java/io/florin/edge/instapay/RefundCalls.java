package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Parts;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.user.Self;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.Transferred;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.TransferView;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Asking for a transaction's money back, which an operator approves or rejects. */
record RefundCalls(Parts parts, MajorUnits units) {
    private static final String ALL = "/instapay/api/refunds";
    private static final Field<String> TRANSACTION =
            required("transaction_id", LedgerTypes.ID, "One that the caller sent.");
    private static final Field<String> REASON = optional("reason", LedgerTypes.MEMO, "Why.");
    private static final Field<String> REFUND = required("refund", LedgerTypes.ID, "Which.");
    private static final Shape PATH = Shape.of("InstaPayRefundPath", REFUND);

    private Asked asked() {
        return new Asked(parts, units);
    }

    List<Endpoint> endpoints() {
        var flows = parts.flows();
        return List.of(
                Operation.post(ALL, "instapayAskRefund", "Ask for money back")
                        .forThe(Access.USER)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayNewRefund", TRANSACTION, REASON))
                        .answers(201, "The request; one a transaction.", asked().payment())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::create)),
                Operation.get(ALL, "instapayRefunds", "One's own; the operator's are all")
                        .forThe(Access.USER)
                        .query(History.QUERY)
                        .answers(200, "A page, newest first.", asked().page("refunds"))
                        .by(flows.handler(this::list)),
                Operation.post(ALL + "/{refund}/approve", "instapayApproveRefund", "Send back")
                        .forThe(Access.OPERATOR)
                        .path(PATH)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayApproval"))
                        .audited("refund.approved", "refund:{id}")
                        .answers(200, "The request, done.", asked().payment())
                        .answers(202, "Not known in time: approve again.", Answers.PENDING)
                        .by(flows.handler(this::approve)),
                Operation.post(ALL + "/{refund}/reject", "instapayRejectRefund", "Do not")
                        .forThe(Access.OPERATOR)
                        .path(PATH)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayRefundRejection"))
                        .audited("refund.rejected", "refund:{id}")
                        .answers(200, "The request, rejected.", asked().payment())
                        .answers(202, "Not known in time: reject again.", Answers.PENDING)
                        .by(flows.handler(this::reject)));
    }

    /** Only the wallet that sent it knows the transaction: another's is not found. */
    private HttpResponse create(Call call) throws Unfit, Doubtful {
        if (!(call.caller() instanceof Caller.User user)) {
            throw new Unfit(Refusal.FORBIDDEN, "Only who sent money asks for it back.");
        }
        var wallet = call.wallet(user.id());
        var original = parts.till().transfer(wallet, transaction(call));
        requireRefundable(original);
        var emails = parts.parties().emails(call).knowing(user.id());
        String app = call.app().name();
        String id = DerivedId.of("refund", app, user.id(), original.id().value()).toString();
        var fresh =
                new NewMoneyRequest(
                        app,
                        id,
                        user.id(),
                        null,
                        units.money(original.amount()),
                        call.body().find(REASON),
                        new Transferred(wallet, original.id()),
                        id,
                        parts.clock().instant());
        var reply = parts.doors().requests().create(fresh);
        return asked().created(parts.flows().change(reply, new Address(id, ALL)), emails);
    }

    private static TransferId transaction(Call call) {
        return new TransferId(call.body().get(TRANSACTION));
    }

    private void requireRefundable(TransferView original) throws Unfit {
        if (original.state() == TransferView.State.PENDING) {
            throw Unfit.of(Refusal.TRANSFER_NOT_ENDED);
        }
        boolean between =
                original.kind() == TransferKind.TRANSFER
                        && original.legs().size() == 1
                        && original.legs().getFirst().to() instanceof WalletId
                        && original.asset().equals(units.asset());
        if (!between || original.state() != TransferView.State.COMPLETED) {
            throw Unfit.of(Refusal.TRANSFER_NOT_COMPLETED);
        }
    }

    private HttpResponse list(Call call) throws Unfit {
        boolean all = Self.isStaff(call);
        String own = call.caller() instanceof Caller.User user ? user.id() : "";
        var filter =
                new RequestFilter(
                        call.app().name(),
                        Kind.REFUND,
                        null,
                        all ? null : own,
                        null,
                        call.inputs().find(Paging.CURSOR),
                        Paging.limit(call.inputs()));
        return asked().list("refunds", call, filter);
    }

    private MoneyRequest refund(Call call) throws Unfit {
        String id = call.inputs().get(REFUND);
        return parts.fulfilment().find(call.app().name(), id, Kind.REFUND);
    }

    private HttpResponse approve(Call call) throws Unfit, Doubtful {
        var request = refund(call);
        var emails = asked().emails(call, request);
        var done =
                parts.fulfilment()
                        .accept(request, call.identity().actor(), new Address(request.id(), ALL));
        return Answers.json(200, asked().of(done, emails));
    }

    private HttpResponse reject(Call call) throws Unfit, Doubtful {
        var request = refund(call);
        var where = new Address(request.id(), ALL);
        var emails = asked().emails(call, request);
        var rejected = parts.fulfilment().reject(request, call.identity().actor(), where);
        return Answers.json(200, asked().of(rejected, emails));
    }
}
