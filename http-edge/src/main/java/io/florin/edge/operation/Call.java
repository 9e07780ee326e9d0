package io.florin.edge.operation;

import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Caller;
import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.Unfit;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that fits its operation: whose tenant, who asks, under which key, with what. Inputs are
 * the fields of path and query.
 */
public record Call(
        App app, Caller caller, @Nullable String key, Body inputs, Body body, HttpRequest request) {
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

    public Asset asset(String code) throws Unfit {
        return app.asset(code)
                .orElseThrow(() ->
                        new Unfit(
                                Refusal.ASSET_UNKNOWN,
                                "The app has no asset " + Unfit.printable(code) + "."));
    }

    /** Under which limits, for which fee this caller sends an amount. */
    public Terms terms(OperationKind kind, Asset asset, long amount) {
        return app.rules().terms(terms(), tier(), asset, kind, amount);
    }

    /** Of what is neither limited nor charged, but recorded with the schedule. */
    public Terms unlimited() {
        return app.rules().terms(terms());
    }

    private static Terms terms() {
        return Terms.FREE;
    }

    /** How far the caller is known to the app. */
    private @Nullable String tier() {
        return app.rules().defaultTier();
    }

    /** For what only some callers of this operation may ask. */
    public void needs(Access access, String what) throws Unfit {
        if (!access.admits(caller)) throw Gate.refused(caller, what, access);
    }
}
