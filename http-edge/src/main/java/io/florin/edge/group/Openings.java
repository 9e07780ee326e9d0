package io.florin.edge.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.florin.edge.answer.Address;
import io.florin.edge.caller.App;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.wallet.OpeningGrants;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every user of the app has a wallet of their id, and the opening grant once. Both are made sure of
 * before anything else is asked of the wallet, so whatever died while somebody registered is made
 * up for by the next call about them. The wallet knows both by name, for ever; who is known to have
 * both is remembered here, so that it is asked once.
 */
public final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);
    private static final int MAX_REMEMBERED = 100_000;

    private final App app;
    private final Till till;
    private final OpeningGrants grants;
    private final Cache<String, Boolean> opened =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    public Openings(App app, Till till, OpeningGrants grants) {
        this.app = app;
        this.till = till;
        this.grants = grants;
    }

    /** The user's wallet, which is there from now on. */
    public WalletId wallet(String user) throws Unfit, Doubtful {
        var wallet = new WalletId(app.name(), user);
        if (opened.getIfPresent(user) != null) return wallet;
        var where = Address.wallet(wallet);
        var open = new WalletCommand.Open(user, OverdraftLimits.NONE, Map.of());
        var request = new Request(null, open, app.rules().terms(Terms.FREE));
        if (till.decide(wallet, request, where) instanceof Till.Decision.No(Denial denial, _)) {
            if (denial.why() == Refusal.WALLET_EXISTS) requireOwner(wallet, user);
            else LOG.warn("{} is not opened as usual: {}", wallet, denial);
        }
        till.flows().change(grants.give(app, user, wallet), where);
        opened.put(user, true);
        return wallet;
    }

    /** No money for whoever was there first. */
    private void requireOwner(WalletId wallet, String user) throws Unfit {
        String owner = till.owner(wallet);
        if (owner.equals(user)) return;
        LOG.error("{} has the id of a user and belongs to {}", wallet, owner);
        throw new Unfit(
                Refusal.WALLET_EXISTS, "The wallet of the user's id is another's; tell support.");
    }
}
