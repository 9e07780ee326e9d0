package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Parts;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Asking another user for money, who confirms or rejects. */
final class RequestCalls {
    private static final String ALL = "/instapay/api/requests";

    /** Which side of a request the caller is on. */
    private enum Role {
        PAYER,
        REQUESTER
    }

    private static final Field<String> PAYER =
            required("payer_email", UserTypes.EMAIL_TYPE, "Who is asked.");
    private static final Field<String> MEMO = optional("memo", LedgerTypes.MEMO, "What for.");
    private static final Field<String> PIN =
            optional("pin", UserTypes.PIN_TYPE, "Of a payer who has set one.");
    private static final Field<Role> ROLE =
            optional(
                    "role",
                    Types.word(Map.of("payer", Role.PAYER, "requester", Role.REQUESTER)),
                    "Whom the caller was asked by, or whom they asked; payer if left out.");
    private static final Field<String> REQUEST = required("request", LedgerTypes.ID, "Which.");
    private static final Shape PATH = Shape.of("InstaPayRequestPath", REQUEST);

    private final Parts parts;
    private final MajorUnits units;
    private final Asked asked;
    private final Field<Long> amount;

    RequestCalls(Parts parts, MajorUnits units) {
        this.parts = parts;
        this.units = units;
        this.asked = new Asked(parts, units);
        this.amount = required("amount", units.amount(), "In major units.");
    }

    List<Endpoint> endpoints() {
        var flows = parts.flows();
        return List.of(
                Operation.post(ALL, "instapayRequest", "Ask for money")
                        .forThe(Access.USER)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayNewRequest", PAYER, amount, MEMO))
                        .answers(201, "The request.", asked.payment())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::create)),
                Operation.get(ALL, "instapayRequests", "The caller's requests")
                        .forThe(Access.USER)
                        .query(Shape.of("InstaPayRequestsQuery", ROLE, Paging.LIMIT, Paging.CURSOR))
                        .answers(200, "A page, newest first.", asked.page("requests"))
                        .by(flows.handler(this::list)),
                Operation.post(ALL + "/{request}/confirm", "instapayConfirm", "Pay")
                        .forThe(Access.USER)
                        .path(PATH)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayConfirmation", PIN))
                        .answers(200, "The request, paid.", asked.payment())
                        .answers(202, "Not known in time: confirm again.", Answers.PENDING)
                        .by(flows.handler(this::confirm)),
                Operation.post(ALL + "/{request}/reject", "instapayReject", "Do not pay")
                        .forThe(Access.USER)
                        .path(PATH)
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayRejection"))
                        .answers(200, "The request, rejected.", asked.payment())
                        .answers(202, "Not known in time: reject again.", Answers.PENDING)
                        .by(flows.handler(this::reject)));
    }

    private static String user(Call call) throws Unfit {
        if (call.caller() instanceof Caller.User user) return user.id();
        throw new Unfit(Refusal.FORBIDDEN, "Only a user asks and is asked for money.");
    }

    private HttpResponse create(Call call) throws Unfit, Doubtful {
        String requester = user(call);
        var payer = parts.parties().byEmail(call, call.body().get(PAYER)).user();
        if (payer.id().equals(requester)) throw Unfit.of(Refusal.SELF_TRANSFER);
        var emails = parts.parties().emails(call).knowing(requester).knowing(payer);
        var key = call.key();
        String app = call.app().name();
        var id = key == null ? parts.ids().next() : DerivedId.of("request", app, requester, key);
        var money = units.money(call.body().get(amount));
        String memo = call.body().find(MEMO);
        var fresh =
                new NewMoneyRequest(
                        app,
                        id.toString(),
                        requester,
                        payer.id(),
                        money,
                        memo,
                        null,
                        fingerprint(payer.id(), money.minor(), memo),
                        parts.clock().instant());
        var reply = parts.doors().requests().create(fresh);
        var where = new Address(id.toString(), ALL);
        return asked.created(parts.flows().change(reply, where), emails);
    }

    private static String fingerprint(String payer, long minor, @Nullable String memo) {
        return DerivedId.of(payer, Long.toString(minor), memo == null ? "-" : "+" + memo)
                .toString();
    }

    private HttpResponse list(Call call) throws Unfit {
        String user = user(call);
        boolean asPayer = call.inputs().or(ROLE, Role.PAYER) == Role.PAYER;
        var filter =
                new RequestFilter(
                        call.app().name(),
                        Kind.PAYMENT,
                        null,
                        asPayer ? null : user,
                        asPayer ? user : null,
                        call.inputs().find(Paging.CURSOR),
                        Paging.limit(call.inputs()));
        return asked.list("requests", call, filter);
    }

    /** The request, if the caller is to pay it; nobody else learns that it exists. */
    private MoneyRequest payable(Call call) throws Unfit {
        String id = call.inputs().get(REQUEST);
        var request = parts.fulfilment().find(call.app().name(), id, Kind.PAYMENT);
        String user = user(call);
        if (user.equals(request.to())) return request;
        if (!user.equals(request.from())) throw Unfit.of(Refusal.REQUEST_NOT_FOUND);
        throw new Unfit(Refusal.FORBIDDEN, "Only the payer answers a request.");
    }

    private HttpResponse confirm(Call call) throws Unfit, Doubtful {
        var request = payable(call);
        String payer = user(call);
        var account = parts.parties().byId(call, payer);
        parts.pins().confirm(account, call.body().find(PIN), OperationKind.TRANSFER);
        var emails = asked.emails(call, request);
        var done = parts.fulfilment().accept(request, payer, new Address(request.id(), ALL));
        return Answers.json(200, asked.of(done, emails));
    }

    private HttpResponse reject(Call call) throws Unfit, Doubtful {
        var request = payable(call);
        var where = new Address(request.id(), ALL);
        var emails = asked.emails(call, request);
        var rejected = parts.fulfilment().reject(request, user(call), where);
        return Answers.json(200, asked.of(rejected, emails));
    }
}
