package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.group.Fulfilment;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Parties.Emails;
import io.florin.edge.group.Parts;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import java.util.ArrayList;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Requests for money as the app shows them: for payments, and for refunds. */
record Asked(Parts parts, MajorUnits units) {
    private static final Map<String, State> STATES =
            Map.of(
                    "pending", State.PENDING,
                    "processing", State.ACCEPTED,
                    "completed", State.DONE,
                    "rejected", State.REJECTED);

    Shape payment() {
        return Shape.of(
                "InstaPayRequest",
                required("id", LedgerTypes.ID, "The request."),
                required("requester_email", UserTypes.EMAIL_TYPE, "Who asks."),
                optional("payer_email", UserTypes.EMAIL_TYPE, "Who is asked, for a payment."),
                required("amount", units.written(), "In major units."),
                optional("memo", LedgerTypes.MEMO, "What for."),
                optional("transaction_id", LedgerTypes.ID, "Of a refund: what is sent back."),
                required("status", Types.word(STATES), "Where it stands."),
                optional("payment_id", LedgerTypes.ID, "The transaction that fulfilled it."),
                optional("refused", Types.text(1, 64), "Why the last try moved no money."),
                required("created_at", Types.TIME, "When it was asked."),
                optional("answered_at", Types.TIME, "When it was answered."));
    }

    Shape page(String list) {
        return Shape.of(
                "InstaPay" + list,
                required(
                        list,
                        Types.list(Types.object(payment()), 0, EntryFilter.MAX_LIMIT),
                        "Newest first."),
                optional("next_cursor", Types.text(1, 512), "Missing on the last page."));
    }

    JsonObject of(MoneyRequest request, Emails emails) throws Unfit {
        var transfer = request.transfer();
        var payer = request.to();
        var outcome = request.outcome();
        boolean done = request.state() == State.DONE;
        return JsonObject.with()
                .text("id", request.id())
                .text("requester_email", emails.of(request.from()))
                .text("payer_email", payer == null ? null : emails.of(payer))
                .value("amount", units.of(request.amount().minor()))
                .text("memo", request.memo())
                .text("transaction_id", transfer == null ? null : transfer.id().value())
                .text("status", word(request.state()))
                .text("payment_id", done ? Fulfilment.transferId(request).value() : null)
                .text("refused", outcome == null ? null : outcome.code())
                .time("created_at", request.createdAt())
                .time("answered_at", request.answeredAt())
                .build();
    }

    HttpResponse created(RequestReply reply, Emails emails) throws Unfit {
        var response = Answers.json(201, of(Fulfilment.done(reply), emails));
        boolean again = reply instanceof RequestReply.Done(_, var replayed) && replayed;
        return again ? response.addHeader(Answers.REPLAYED) : response;
    }

    private static String word(State state) {
        return switch (state) {
            case PENDING -> "pending";
            case ACCEPTED -> "processing";
            case DONE -> "completed";
            case REJECTED -> "rejected";
        };
    }

    /** Of both sides, looked up before anything is changed. */
    Emails emails(Call call, MoneyRequest request) throws Unfit {
        return parts.parties().emails(call).knowing(request.from(), request.to());
    }

    HttpResponse list(String name, Call call, RequestFilter filter) throws Unfit {
        var door = parts.doors().requests();
        var page = parts.flows().read(Paging.page(() -> door.list(filter)));
        var emails = parts.parties().emails(call);
        var items = new ArrayList<JsonObject>();
        for (var request : page.items()) items.add(of(request, emails));
        var body = JsonObject.with().value(name, new Items(items));
        return Answers.json(200, body.text("next_cursor", page.nextCursor()).build());
    }
}
