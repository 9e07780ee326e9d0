package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Rules.Forgotten;
import io.florin.node.rules.Rules.Known;
import io.florin.node.rules.Rules.Verdict;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One wallet under its rules alone: every decision is looked up for as long as the rules want,
 * written at once and checked. Each event's entries sum to zero and end at its balances, time does
 * not go back, and no name is stored twice.
 */
final class DrivenWallet {
    private final Rules rules;
    private final Wallet absent;
    private final PastEvents past = new PastEvents();
    private Wallet wallet;
    private Heard heard = Heard.NOTHING;

    DrivenWallet(WalletId id, Rules rules, int nameCapacity) {
        this.rules = rules;
        absent = Wallet.absent(id, nameCapacity);
        wallet = absent;
    }

    Wallet wallet() {
        return wallet;
    }

    PastEvents past() {
        return past;
    }

    Decision execute(Request request, Instant now) {
        return take(known(recall -> rules.decide(wallet, heard, request, recall, now)));
    }

    Decision hear(PeerMessage message, Instant now) {
        return take(known(recall -> rules.decide(wallet, heard, message, recall, now)));
    }

    WalletReply answer(Inquiry inquiry) {
        return known(recall -> rules.answer(wallet, heard, inquiry, recall));
    }

    /** What time alone brings about. */
    List<WalletEvent> pass(Instant now) {
        return write(rules.due(wallet, now));
    }

    List<WalletEvent> settle(Instant now) {
        return write(rules.settle(wallet, heard, Integer.MAX_VALUE, now));
    }

    private <T> T known(Function<Recall, Verdict<T>> rule) {
        var lookedUp = new HashMap<NameQuery, List<Stored>>();
        while (true) {
            switch (rule.apply(new Recall(wallet.names(), lookedUp))) {
                case Known<T>(var value) -> {
                    return value;
                }
                case Forgotten<T>(var queries) -> {
                    assertThat(lookedUp).doesNotContainKeys(queries.toArray(NameQuery[]::new));
                    lookedUp.putAll(past.find(queries));
                }
            }
        }
    }

    private Decision take(Decision decision) {
        write(decision.events());
        if (decision.heard() != null) heard = heard.plus(decision.heard());
        return decision;
    }

    List<WalletEvent> write(List<WalletEvent> events) {
        for (var event : events) {
            var before = wallet;
            past.append(event);
            wallet = wallet.apply(event);
            check(before, event);
            switch (event) {
                case WalletEvent.Confirmed e -> heard = heard.minus(e.id());
                case WalletEvent.Cancelled e -> heard = heard.minus(e.id());
                default -> {}
            }
        }
        return events;
    }

    private void check(Wallet before, WalletEvent event) {
        assertThat(event.at()).as("time of %s", event).isAfterOrEqualTo(before.lastAt());
        assertThat(wallet.version()).isEqualTo(before.version() + 1);
        var postings = Postings.of(wallet.id(), event);
        assertThat(postings.stream().mapToLong(Posting::amount).sum()).as("%s", event).isZero();
        Map<Asset, Long> last = new HashMap<>();
        for (var posting : postings) {
            var after = posting.balanceAfter();
            if (posting.account().equals(wallet.id()) && after != null) {
                last.put(posting.asset(), after);
            }
        }
        wallet.positions()
                .forEach((asset, position) -> {
                    long unchanged = before.position(asset).posted();
                    assertThat(position.posted())
                            .as("%s after %s", asset, event)
                            .isEqualTo(last.getOrDefault(asset, unchanged));
                });
    }

    /** What was written makes the same wallet, and what is held is what its holds and jobs hold. */
    void checkAll() {
        assertThat(past.replay(absent)).as("replayed").isEqualTo(wallet);
        wallet.positions()
                .forEach((asset, position) -> {
                    long held =
                            wallet.holds().values().stream()
                                    .filter(hold -> hold.facts().asset().equals(asset))
                                    .mapToLong(hold -> hold.facts().remaining())
                                    .sum();
                    held +=
                            wallet.jobs().values().stream()
                                    .map(job -> job.facts().price())
                                    .filter(price -> price.asset().equals(asset))
                                    .mapToLong(Money::minor)
                                    .sum();
                    assertThat(position.held()).as("held in %s", asset).isEqualTo(held);
                });
    }
}
