package io.florin.edge.operation;

import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletQuery;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that fits its operation: whose tenant, who asks, from where, under which key, with
 * what. Inputs are the fields of path and query; sent is the body as written. A body that is taken
 * as it is stays the request's.
 */
public record Call(
        App app,
        Identity identity,
        String address,
        @Nullable String key,
        Body inputs,
        Body body,
        JsonObject sent,
        HttpRequest request) {
    public Caller caller() {
        return identity.caller();
    }

    /** The bytes of a body that is taken as it is; not to be changed. */
    public byte[] raw() {
        if (request.entity() instanceof HttpEntity.Strict strict) {
            return strict.getData().toArrayUnsafe();
        }
        throw new IllegalStateException("This call's body is not taken as it is.");
    }

    /** The text of a path's or query's field of this name, if it is one. */
    public @Nullable String input(String name) {
        return inputs.text(name);
    }

    public WalletId wallet(String id) {
        return new WalletId(app.name(), id);
    }

    public WalletId wallet(Field<String> input) {
        return wallet(inputs.get(input));
    }

    /** Who is to be paid. Money leaves the ledger only by the hand of staff. */
    public Account payee(String text) throws Unfit {
        if (!text.startsWith("@")) return wallet(text);
        if (text.startsWith("@external")) needs(Access.STAFF, "A payment to " + text);
        return new SystemAccount(text);
    }

    /** Whose a wallet must be for the caller to touch it; null: anybody's. */
    public @Nullable String owner() {
        return caller().mustOwn();
    }

    /** What the caller asks of a wallet, under the call's key. */
    public Request of(WalletCommand command) {
        return of(key, command);
    }

    /** What the caller asks of a wallet, under a key of its own or under none. */
    public Request of(@Nullable String itsKey, WalletCommand command) {
        return new Request(itsKey, command, unlimited());
    }

    /** What the caller wants to know of a wallet. */
    public Inquiry of(WalletQuery query) {
        return new Inquiry(query, owner());
    }

    public Asset asset(String code) throws Unfit {
        return app.asset(code)
                .orElseThrow(() ->
                        new Unfit(
                                Refusal.ASSET_UNKNOWN,
                                "The app has no asset " + Unfit.printable(code) + "."));
    }

    /** Under which limits, for which fee this caller sends an amount. */
    public Terms terms(OperationKind kind, Asset asset, long amount) {
        return terms(tier(), kind, asset, amount);
    }

    /** Likewise, of a tier that is known better than the caller's credential says. */
    public Terms terms(@Nullable String tier, OperationKind kind, Asset asset, long amount) {
        return app.rules().terms(terms(), tier, asset, kind, amount);
    }

    /** Of what is neither limited nor charged, but recorded with the schedule. */
    public Terms unlimited() {
        return app.rules().terms(terms());
    }

    private Terms terms() {
        var owner = owner();
        return owner == null ? Terms.FREE : Terms.ofOwner(owner);
    }

    /** How far the caller is known to the app. */
    private @Nullable String tier() {
        return caller() instanceof Caller.User user ? user.tier() : app.rules().defaultTier();
    }

    /** For what only some callers of this operation may ask. */
    public void needs(Access access, String what) throws Unfit {
        if (!access.admits(caller())) throw Gate.refused(caller(), what, access);
    }
}
