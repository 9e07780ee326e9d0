package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
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
import io.florin.edge.user.Self;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.wallet.TransferView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Transactions as the app shows them. */
record History(Parts parts, MajorUnits units) {
    static final Shape QUERY = Shape.of("InstaPayPageQuery", Paging.LIMIT, Paging.CURSOR);

    private static final int MAX_NAME_CHARS = 254;
    private static final String CAME_BACK = "return";

    /** Words of the ledger for money that goes between users. */
    private static final Set<String> BETWEEN_USERS =
            Set.of("transfer", "capture", "reversal", CAME_BACK);

    Shape transaction() {
        var name = Types.text(1, MAX_NAME_CHARS);
        return Shape.of(
                "InstaPayTransaction",
                required("id", LedgerTypes.ID, "The transaction."),
                required("sender_email", name, "Who paid; an account's name if it is no user's."),
                required("receiver_email", name, "Who is paid, likewise."),
                required("amount", units.written(), "In major units."),
                required("status", Types.text(1, 16), "pending, completed or returned."),
                optional("kind", Types.text(1, 16), "Of a history's lines: transfer, reversal, …"),
                required(
                        "created_at", Types.TIME, "When it was sent; when it came, to its payee."));
    }

    Shape page() {
        return Shape.of(
                "InstaPayTransactions",
                required(
                        "transactions",
                        Types.list(Types.object(transaction()), 0, EntryFilter.MAX_LIMIT),
                        "Newest first; a page may have fewer than limit."),
                optional("next_cursor", Types.text(1, 512), "Missing on the last page."));
    }

    JsonObject of(TransferView transfer, Emails emails) throws Unfit {
        return line(
                        transfer.id().value(),
                        emails.of(transfer.from().name()),
                        emails.of(transfer.legs().getFirst().to().name()),
                        transfer.amount(),
                        transfer.state().name().toLowerCase(Locale.ROOT))
                .time("created_at", transfer.createdAt())
                .build();
    }

    private JsonObject.Builder line(
            String id, String sender, String receiver, long amount, String status) {
        return JsonObject.with()
                .text("id", id)
                .text("sender_email", sender)
                .text("receiver_email", receiver)
                .value("amount", units.of(amount))
                .text("status", status);
    }

    HttpResponse show(Call call) throws Unfit {
        String user = Self.orStaff(call);
        parts.parties().byId(call, user);
        var query = call.inputs();
        var filter =
                new EntryFilter(
                        units.asset(), null, null, query.find(Paging.CURSOR), Paging.limit(query));
        var ledger = parts.doors().ledger();
        var wallet = call.wallet(user);
        var page = parts.flows().read(Paging.page(() -> ledger.entries(wallet, filter)));
        var body = JsonObject.with().value("transactions", lines(call, user, page.items()));
        return Answers.json(200, body.text("next_cursor", page.nextCursor()).build());
    }

    private Items lines(Call call, String user, List<Entry> entries) throws Unfit {
        var emails = parts.parties().emails(call);
        var lines = new ArrayList<JsonObject>();
        for (var entry : entries) {
            if (BETWEEN_USERS.contains(entry.kind())) lines.add(line(user, entry, emails));
        }
        return new Items(lines);
    }

    private JsonObject line(String user, Entry entry, Emails emails) throws Unfit {
        boolean sent = entry.amount() < 0;
        String other = emails.of(entry.counterparty());
        return line(
                        String.valueOf(entry.transfer()),
                        sent ? emails.of(user) : other,
                        sent ? other : emails.of(user),
                        Math.abs(entry.amount()),
                        entry.kind().equals(CAME_BACK) ? "returned" : "completed")
                .text("kind", entry.kind())
                .time("created_at", entry.at())
                .build();
    }
}
