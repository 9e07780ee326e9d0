package io.florin.edge.wallet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.caller.Caller;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.problem.Cause;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.User;
import io.florin.protocol.user.Users;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is sent under the limits of the tier that the wallet's owner has now, whoever sends it:
 * staff send for an owner under the owner's limits. Another tier counts after {@value
 * #MEMORY_SECONDS} s at the latest, not only at the next login. Apps without tiers pay nothing.
 */
public final class Tiers {
    static final int MEMORY_SECONDS = 5;

    private static final int MAX_REMEMBERED = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger(Tiers.class);

    private final Wallets wallets;
    private final Users users;

    /** An owner never changes. */
    private final Cache<WalletId, String> owners =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private final Cache<Owner, Optional<String>> tiers;

    private record Owner(String app, String user) {}

    public Tiers(Wallets wallets, Users users, Ticker ticker) {
        this.wallets = wallets;
        this.users = users;
        this.tiers =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfterWrite(Duration.ofSeconds(MEMORY_SECONDS))
                        .build();
    }

    /**
     * The same request under the limits of the payer's owner; as it is, if that is no user. The
     * stage fails with an {@link Unfit} if nobody says who or what they are: nothing is sent then.
     */
    public CompletionStage<Request> limited(
            Call call, WalletId payer, Asset asset, Request request) {
        if (call.app().rules().tiers().isEmpty()) return CompletableFuture.completedStage(request);
        return limited(call, payer, asset, request.terms())
                .thenApply(terms -> new Request(request.key(), request.command(), terms));
    }

    /** The same terms under those limits. */
    public CompletionStage<Terms> limited(Call call, WalletId payer, Asset asset, Terms terms) {
        if (call.app().rules().tiers().isEmpty()) return CompletableFuture.completedStage(terms);
        return owner(call, payer)
                .thenCompose(owner ->
                        owner.map(user -> tier(new Owner(payer.app(), user)))
                                .orElseGet(
                                        () -> CompletableFuture.completedStage(Optional.empty())))
                .thenApply(tier -> tier.map(it -> under(it, call, asset, terms)).orElse(terms));
    }

    private static Terms under(String tier, Call call, Asset asset, Terms terms) {
        var limits = call.app().rules().limits(tier, asset);
        return terms.withRules(limits, terms.schedule(), terms.fee());
    }

    /** A user sends from what is theirs, or the wallet refuses. */
    private CompletionStage<Optional<String>> owner(Call call, WalletId payer) {
        if (call.caller() instanceof Caller.User user && !user.isOperator()) {
            return CompletableFuture.completedStage(Optional.of(user.id()));
        }
        var known = owners.getIfPresent(payer);
        if (known != null) return CompletableFuture.completedStage(Optional.of(known));
        return wallets.ask(payer, Inquiry.free(new Look(false)))
                .thenApply(reply -> owner(payer, reply));
    }

    private Optional<String> owner(WalletId payer, WalletReply reply) {
        return switch (reply) {
            case WalletReply.Done(OfWallet(var view), _) -> {
                owners.put(payer, view.owner());
                yield Optional.of(view.owner());
            }
            case WalletReply.Done done -> throw new IllegalStateException("No wallet: " + done);
            case WalletReply.Denied _ -> Optional.empty(); // as it will deny what is sent
            case WalletReply.NotTaken(var why) -> throw new CompletionException(Unfit.of(why));
            case WalletReply.InDoubt() -> throw unavailable();
        };
    }

    private CompletionStage<Optional<String>> tier(Owner owner) {
        var known = tiers.getIfPresent(owner);
        if (known != null) return CompletableFuture.completedStage(known);
        return users.find(owner.app(), owner.user())
                .handle((found, failure) -> {
                    if (failure != null) {
                        LOG.warn("A tier is not known: {}", Cause.of(failure).toString());
                        throw unavailable();
                    }
                    var tier = found.map(account -> account.user()).map(User::tier);
                    tiers.put(owner, tier);
                    return tier;
                });
    }

    private static CompletionException unavailable() {
        return new CompletionException(Unfit.of(Refusal.UNAVAILABLE));
    }
}
