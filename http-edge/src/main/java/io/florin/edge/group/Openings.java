package io.florin.edge.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.florin.edge.answer.Address;
import io.florin.edge.caller.App;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
import java.util.Map;
import java.util.Set;
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
    private static final SystemAccount GRANTS = new SystemAccount("@grants");
    private static final int MAX_REMEMBERED = 100_000;

    private final App app;
    private final Till till;
    private final IdSource ids;
    private final Cache<String, Boolean> opened =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** Throws {@link IllegalArgumentException} if the app grants more than one thing. */
    public Openings(App app, Till till, IdSource ids) {
        if (app.rules().openingGrants().size() > 1) {
            throw new IllegalArgumentException(
                    "The app %s grants at most one asset to a new user: shorten opening-grants."
                            .formatted(app.name()));
        }
        this.app = app;
        this.till = till;
        this.ids = ids;
    }

    /** The user's wallet, which is there from now on. */
    public WalletId wallet(String user) throws Unfit, Doubtful {
        var wallet = new WalletId(app.name(), user);
        if (opened.getIfPresent(user) != null) return wallet;
        var open = new WalletCommand.Open(user, OverdraftLimits.NONE, Map.of());
        expect(wallet, open, Set.of(Refusal.WALLET_EXISTS));
        for (var grant : app.rules().openingGrants()) {
            expect(wallet, deposit(user, grant), Set.of(Refusal.REFERENCE_REUSED));
        }
        opened.put(user, true);
        return wallet;
    }

    /** The app's grant may be another one by now: the reference is what counts once. */
    private WalletCommand deposit(String user, Money grant) {
        return new WalletCommand.Deposit(
                ids.next().toString(), grant, GRANTS, "opening:" + user, Note.NONE);
    }

    /** A wallet that may take nothing, because it was closed or blocked meanwhile, stays so. */
    private void expect(WalletId wallet, WalletCommand command, Set<Refusal> before)
            throws Unfit, Doubtful {
        var request = new Request(null, command, app.rules().terms(Terms.FREE));
        var decision = till.decide(wallet, request, Address.wallet(wallet));
        if (decision instanceof Till.Decision.No(Denial denial, _)
                && !before.contains(denial.why())) {
            LOG.warn("{} is not opened as usual: {}", wallet, denial);
        }
    }
}
