package io.florin.edge.instapay;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.group.Parts;
import io.florin.edge.group.Till;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Audit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.trail.Origin;
import io.florin.edge.user.Self;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.user.User;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The operator's word on what a user has. */
final class BalanceCalls {
    private static final SystemAccount ADJUSTMENT = new SystemAccount("@external:adjustment");

    private static final String ADJUSTED = "balance.adjusted";

    /** Money moves meanwhile, but hardly so often. */
    private static final int MAX_ROUNDS = 16;

    private final Parts parts;
    private final Profiles profiles;
    private final Field<Long> amount;

    BalanceCalls(Parts parts, Profiles profiles) {
        this.parts = parts;
        this.profiles = profiles;
        this.amount = required("amount", profiles.units().balance(), "What the user has then.");
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.put(
                                "/instapay/api/users/{user}/balance",
                                "instapaySetBalance",
                                "Set a balance, by an adjustment in the ledger")
                        .forThe(Access.OPERATOR)
                        .path(Self.USER_PATH)
                        .takes(Shape.of("InstaPayBalance", amount))
                        .audited(ADJUSTED, "wallet:{user}")
                        .answers(200, "The user with the new balance.", profiles.shape())
                        .answers(202, "Money moved all the while: look.", Answers.PENDING)
                        .by(parts.flows().handler(this::set)));
    }

    private HttpResponse set(Call call) throws Unfit, Doubtful {
        var user = parts.parties().byId(call, call.inputs().get(Self.USER)).user();
        var wallet = profiles.openings().wallet(user.id());
        long before = profiles.till().posted(wallet, profiles.units().asset());
        var at = adjust(call, user, wallet, before);
        var was = JsonObject.with().value("balance", profiles.units().of(before)).build();
        var is = profiles.whole(user, call.body().get(amount));
        return Answers.json(200, JsonObject.with().all(is).time("adjusted_at", at).build())
                .addAttribute(Audit.BEFORE, was);
    }

    /** Moves the difference, and again, until a movement ends at the amount; null: it was that. */
    private @Nullable Instant adjust(Call call, User user, WalletId wallet, long before)
            throws Unfit, Doubtful {
        var where = Profiles.address(user.id());
        long wanted = call.body().get(amount);
        long balance = before;
        Instant at = null;
        for (int round = 0; balance != wanted; round++) {
            if (round == MAX_ROUNDS) throw new Doubtful(where);
            var request = call.of(null, movement(wanted - balance));
            long is = balance;
            Flows.Rest<OfMovement> move = () -> moved(call, user, is, wallet, request);
            var moved = round == 0 ? move.take() : Flows.afterwards(where, move);
            balance = moved.balanceAfter();
            at = moved.createdAt();
            if (balance != wanted) note(call, user, balance - change(moved), balance);
        }
        return at;
    }

    /** If nobody knows whether it moves, the trail has it, too: the wallet may yet do it. */
    private OfMovement moved(Call call, User user, long is, WalletId wallet, Request request)
            throws Unfit, Doubtful {
        try {
            return moved(profiles.till().decide(wallet, request, Profiles.address(user.id())));
        } catch (Doubtful doubtful) {
            note(call, user, is, null);
            throw doubtful;
        }
    }

    /**
     * Writes down a step that may be the last, for the call itself is written down only if it ends
     * well; what is after it is missing if nobody knows.
     */
    private void note(Call call, User user, long before, @Nullable Long after)
            throws Unfit, Doubtful {
        var units = profiles.units();
        var wanted = JsonObject.with().value("wanted", units.of(call.body().get(amount)));
        if (after != null) wanted.value("balance", units.of(after));
        var entry =
                parts.logins()
                        .accounts()
                        .witness()
                        .entry(
                                Origin.of(call),
                                ADJUSTED,
                                "wallet:" + user.id(),
                                JsonObject.with().value("balance", units.of(before)).build(),
                                wanted.build());
        parts.flows().change(parts.doors().trail().append(entry), Profiles.address(user.id()));
    }

    private static long change(OfMovement moved) {
        return switch (moved.direction()) {
            case DEPOSIT -> moved.money().minor();
            case WITHDRAWAL -> -moved.money().minor();
        };
    }

    private static OfMovement moved(Till.Decision decision) throws Unfit {
        return switch (decision) {
            case Till.Decision.Yes(OfMovement moved, _) -> moved;
            case Till.Decision.Yes yes -> throw new IllegalStateException("No movement: " + yes);
            case Till.Decision.No(var denial, _) -> throw new Unfit(denial);
        };
    }

    private WalletCommand movement(long difference) {
        String id = parts.ids().next().toString();
        var money = profiles.units().money(Math.abs(difference));
        return difference > 0
                ? new Deposit(id, money, ADJUSTMENT, null, Note.NONE)
                : new Withdraw(id, money, ADJUSTMENT, null, Note.NONE);
    }
}
