package io.florin.edge.wallet;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.answer.LimitsJson;
import io.florin.edge.answer.WalletJson;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Audit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/wallets}: create, show, change. A change is for staff: it could lift a block or a
 * limit that was set on the owner.
 */
public record WalletRoutes(
        Wallets wallets, Allotment allotment, OpeningGrants grants, Answers answers, IdSource ids) {
    private static final Logger LOG = LoggerFactory.getLogger(WalletRoutes.class);

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Field<String> ID =
            optional(
                    "id",
                    LedgerTypes.ID,
                    "The wallet's id; made by the server if left out. Of the UUIDs, a user may"
                            + " choose their own id only.");
    private static final Field<String> OWNER =
            optional(
                    "owner",
                    WalletJson.OWNER,
                    "Whose it is: a user's id, or the app's own words. Users create wallets for"
                            + " themselves only, and may leave it out.");
    private static final Field<Map<String, Long>> LIMITS =
            optional(
                    "overdraftLimits",
                    LedgerTypes.LIMITS,
                    "How far below zero each asset may go, in minor units.");
    private static final Field<Map<String, String>> METADATA =
            optional("metadata", LedgerTypes.METADATA, "The app's own words.");

    private static final Shape NEW_WALLET = Shape.of("NewWallet", ID, OWNER, LIMITS, METADATA);

    private static final Field<Permission> DEBITS =
            optional("debits", WalletJson.PERMISSION, "Whether money may leave.");
    private static final Field<Permission> CREDITS =
            optional("credits", WalletJson.PERMISSION, "Whether money may arrive.");
    private static final Field<Status> STATUS =
            optional("status", WalletJson.STATUS, "Closing needs zero balances and nothing open.");

    private static final Field<Map<String, Body>> SPENDING =
            optional(
                    "limits",
                    LimitsJson.TYPE,
                    "What may be sent of an asset at once, in a UTC day, in a UTC month, before the"
                            + " app's limits; {} leaves the asset to these.");

    private static final Shape CHANGE =
            Shape.of("WalletChange", DEBITS, CREDITS, STATUS, LIMITS, SPENDING)
                    .atLeastOneOf(DEBITS, CREDITS, STATUS, LIMITS, SPENDING);

    private static final Field<Boolean> FRESH =
            optional(
                    "fresh",
                    Types.word(Map.of("true", true, "false", false)),
                    "true: confirm first, in the journal, that nothing is newer.");

    public static final Field<String> WALLET =
            required("wallet", LedgerTypes.ID, "The wallet's id.");

    public static final Shape WALLET_PATH = Shape.of("WalletPath", WALLET);

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/wallets", "createWallet", "Create a wallet")
                        .forThe(Access.WALLET)
                        .key(Keying.OPTIONAL)
                        .takes(NEW_WALLET)
                        .auditedOfStaff("wallet.created", "wallet:{id}")
                        .answers(201, "The wallet as it was created.", WalletJson.WALLET)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::create),
                Operation.get("/v1/wallets/{wallet}", "getWallet", "Show a wallet")
                        .forThe(Access.WALLET)
                        .path(WALLET_PATH)
                        .query(Shape.of("WalletQuery", FRESH))
                        .answers(200, "The wallet as it is.", WalletJson.WALLET)
                        .answers(304, "Still the version of If-None-Match.", null)
                        .by(this::show),
                Operation.patch("/v1/wallets/{wallet}", "changeWallet", "Change a wallet")
                        .forThe(Access.STAFF)
                        .key(Keying.OPTIONAL)
                        .path(WALLET_PATH)
                        .takes(CHANGE)
                        .audited("wallet.changed", "wallet:{id}")
                        .answers(200, "The settings after the change.", WalletJson.SETTINGS)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(this::change));
    }

    private CompletionStage<HttpResponse> create(Call call) throws Unfit {
        Body body = call.body();
        WalletId wallet = call.wallet(id(call));
        if (body.has(LIMITS)) call.needs(Access.STAFF, "A right to overdraw");
        var command = new Open(owner(call), limits(call, body), body.or(METADATA, Map.of()));
        return allotment
                .within(call.caller(), wallet, () -> wallets.execute(wallet, call.of(command)))
                .thenCompose(reply -> {
                    var response = answers.command(reply, 201, Address.wallet(wallet));
                    return reply instanceof Done && call.caller() instanceof Caller.User user
                            ? granted(call, user.id(), wallet, response)
                            : CompletableFuture.completedStage(response);
                });
    }

    /** Until the grant is sure, a repeat has to be asked for: it meets the wallet again. */
    private CompletionStage<HttpResponse> granted(
            Call call, String user, WalletId wallet, HttpResponse response) {
        return grants.give(call.app(), user, wallet)
                .handle((_, failure) -> {
                    if (failure == null) return response;
                    LOG.warn("A new wallet: {}", Cause.of(failure).toString());
                    return Answers.pending(Address.wallet(wallet));
                });
    }

    private static String owner(Call call) throws Unfit {
        String given = call.body().find(OWNER);
        if (given != null) return given;
        String own = call.owner();
        if (own != null) return own;
        throw new Unfit(Refusal.FIELD_MISSING, "is missing: only a user may leave it out.")
                .in(OWNER.name());
    }

    /** Users' ids are UUIDs, and so are wallets' that are an app's to open for a user. */
    private String id(Call call) throws Unfit {
        String given = call.body().find(ID);
        if (given == null) return newId(call);
        String own = call.owner();
        if (own != null && !given.equals(own) && UUID_FORM.matcher(given).matches()) {
            throw new Unfit(
                            Refusal.ID_INVALID,
                            "must not be a UUID, other than the user's own id: those are the"
                                    + " server's to make; leave it out or choose another form.")
                    .in(ID.name());
        }
        return given;
    }

    /** A retry under the same key meets the same wallet, through whichever edge it comes. */
    private String newId(Call call) {
        String key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of("wallet", call.app().name(), call.caller().name(), key);
        return id.toString();
    }

    private static OverdraftLimits limits(Call call, Body body) throws Unfit {
        var limits = new LinkedHashMap<Asset, Long>();
        for (var limit : body.or(LIMITS, Map.of()).entrySet()) {
            limits.put(call.asset(limit.getKey()), limit.getValue());
        }
        return new OverdraftLimits(limits);
    }

    /** By the hand of staff: who could lift a limit alone would have none. */
    private static OwnLimits spending(Call call, Body body) throws Unfit {
        if (!body.has(SPENDING)) return OwnLimits.NONE;
        call.needs(Access.STAFF, "A change of limits");
        var limits = new LinkedHashMap<Asset, SpendingLimits>();
        for (var limit : body.get(SPENDING).entrySet()) {
            limits.put(call.asset(limit.getKey()), LimitsJson.read(limit.getValue()));
        }
        return new OwnLimits(limits);
    }

    private CompletionStage<HttpResponse> show(Call call) {
        boolean fresh = call.inputs().or(FRESH, false);
        return wallets.ask(call.wallet(WALLET), call.of(new Look(fresh)))
                .thenApply(reply -> shown(call, reply));
    }

    private HttpResponse shown(Call call, WalletReply reply) {
        var response = answers.query(reply);
        return reply instanceof Done(OfWallet(var wallet), _)
                ? EntityTag.of(wallet.version()).conditional(call.request(), response)
                : response;
    }

    private CompletionStage<HttpResponse> change(Call call) throws Unfit {
        Body body = call.body();
        WalletId wallet = call.wallet(WALLET);
        var command =
                new Update(
                        body.find(DEBITS),
                        body.find(CREDITS),
                        body.find(STATUS),
                        limits(call, body),
                        spending(call, body));
        var request = call.of(command);
        return wallets.ask(wallet, call.of(new Look(false)))
                .thenCompose(was ->
                        switch (was) {
                            case Done(var answer, _) -> changed(wallet, request, answer);
                            case Denied _ -> changed(wallet, request, null);
                            case NotTaken _, InDoubt _ ->
                                    CompletableFuture.completedStage(answers.query(was));
                        });
    }

    /** What was before is for the audit trail; of a repeat nobody knows it any more. */
    private CompletionStage<HttpResponse> changed(
            WalletId wallet, Request request, @Nullable Answer before) {
        return wallets.execute(wallet, request)
                .thenApply(reply -> {
                    var response = answers.command(reply, 200, Address.wallet(wallet));
                    return before instanceof OfWallet(var was)
                                    && reply instanceof Done(_, var replayed)
                                    && !replayed
                            ? response.addAttribute(Audit.BEFORE, WalletJson.settings(was))
                            : response;
                });
    }
}
