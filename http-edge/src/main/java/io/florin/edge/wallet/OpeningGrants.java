package io.florin.edge.wallet;

import io.florin.edge.caller.App;
import io.florin.edge.identity.IdSource;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the app gives to a new user, into the first of their wallets: which one that is, is fixed
 * before the money is sent, as for every external reference, so it is given once however often and
 * wherever it is asked for.
 */
public record OpeningGrants(Wallets wallets, Ledger ledger, IdSource ids) {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningGrants.class);
    private static final SystemAccount GRANTS = new SystemAccount("@grants");

    /** Fails if it is not known whether all is given: then ask again. */
    public CompletionStage<@Nullable Void> give(App app, String user, WalletId wallet) {
        CompletionStage<@Nullable Void> given = CompletableFuture.completedStage(null);
        for (var grant : app.rules().openingGrants()) {
            given = given.thenCompose(_ -> give(app, user, wallet, grant));
        }
        return given;
    }

    private CompletionStage<@Nullable Void> give(
            App app, String user, WalletId wallet, Money grant) {
        String reference = "opening:" + user + ":" + grant.asset().code();
        var deposit = new Deposit(ids.next().toString(), grant, GRANTS, reference, Note.NONE);
        var request = new Request(null, deposit, app.rules().terms(Terms.FREE));
        return ledger.claim(GRANTS, reference, wallet)
                .thenCompose(first ->
                        first.equals(wallet)
                                ? wallets.execute(wallet, request)
                                        .thenAccept(reply -> heed(wallet, reply))
                                : CompletableFuture.completedStage(null));
    }

    /** The app's grant may be another one by now: the reference is what counts once. */
    private static void heed(WalletId wallet, WalletReply reply) {
        switch (reply) {
            case Done _ -> {}
            case Denied(var denial, _) -> {
                if (denial.why() != Refusal.REFERENCE_REUSED) {
                    LOG.warn("{} is not given its opening grant: {}", wallet, denial);
                }
            }
            case NotTaken _, InDoubt _ ->
                    throw new CompletionException(
                            new IllegalStateException("A grant to " + wallet + " is in doubt."));
        }
    }
}
