package io.florin.node.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Decision.Replies;
import io.florin.node.rules.Decision.Silent;
import io.florin.node.rules.Decision.Waits;
import io.florin.node.rules.Rules.Forgotten;
import io.florin.node.rules.Rules.Known;
import io.florin.node.rules.Rules.Verdict;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The table language of one wallet: a {@link Phrases phrase} a row, then the events that are
 * written, what is said (the caller's reply or {@code waits}; messages to other wallets; {@code =>}
 * what all who wait hear), and posted/held after it. Beside the phrases there are {@code wait 30s}
 * and {@code back 1h}, which turn the clock, {@code settle}, which writes down what was heard, and
 * {@code count bob/t1/0 7}: seven reversals of a leg that all came back.
 *
 * <p>After every row: each event's entries sum to zero and end at its balance, time has not gone
 * back, no name was stored twice, and the events replayed make the same wallet.
 */
public final class WalletScript {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Rules rules;
    private final Wallet absent;
    private final PastEvents past = new PastEvents();
    private Wallet wallet;
    private Heard heard = Heard.NOTHING;
    private Instant now = START;

    /** {@code nameCapacity}: 2 makes the wallet forget nearly every name at once. */
    public WalletScript(Bounds bounds, int nameCapacity) {
        rules = new Rules(bounds);
        absent = Wallet.absent(Phrases.ME, nameCapacity);
        wallet = absent;
    }

    /** Plays a table to a wallet that forgets every name but the last two. */
    public static WalletScript play(String table) {
        return new WalletScript(Bounds.DEFAULT, 2).then(table);
    }

    public WalletScript then(String table) {
        Table.play(table, this::row);
        return this;
    }

    public Wallet wallet() {
        return wallet;
    }

    public PastEvents past() {
        return past;
    }

    private List<String> row(String phrase) {
        var words = Phrases.of(phrase, now);
        var said = new ArrayList<String>();
        var written = new ArrayList<WalletEvent>(pass(words));
        var request = words.request();
        var message = words.message();
        var query = words.query();
        if (request != null) {
            written.addAll(take(decide(request), said));
        } else if (message != null) {
            written.addAll(take(decide(message), said));
        } else if (query != null) {
            said.add(Wording.reply(answer(query)));
        } else if (words.verb().equals("settle")) {
            written.addAll(write(rules.settle(wallet, heard, Integer.MAX_VALUE, now)));
        } else if (words.verb().equals("count")) {
            written.addAll(write(List.of(words.reversals())));
        }
        check();
        return List.of(Wording.events(written), Wording.orDash(said), Wording.balances(wallet));
    }

    /** Time, and what it brings about by itself. */
    private List<WalletEvent> pass(Phrases words) {
        switch (words.verb()) {
            case "wait" -> now = now.plus(Phrases.duration(words.words().get(1)));
            case "back" -> now = now.minus(Phrases.duration(words.words().get(1)));
            default -> {}
        }
        return write(rules.due(wallet, now));
    }

    private Decision decide(Request request) {
        return known(recall -> rules.decide(wallet, heard, request, recall, now));
    }

    private Decision decide(PeerMessage message) {
        return known(recall -> rules.decide(wallet, heard, message, recall, now));
    }

    private WalletReply answer(WalletQuery query) {
        return known(recall -> rules.answer(wallet, heard, query, recall));
    }

    /** Looks up what the rules have forgotten until they know enough. */
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

    private List<WalletEvent> take(Decision decision, List<String> said) {
        write(decision.events());
        switch (decision.outcome()) {
            case Replies(var reply) -> said.add(Wording.reply(reply));
            case Waits(_, var replayed) -> said.add(replayed ? "waits again" : "waits");
            case Silent.SILENT -> {}
        }
        decision.sends().forEach(message -> said.add(Wording.message(message)));
        if (decision.heard() != null) heard = heard.plus(decision.heard());
        var resolved = decision.resolved();
        if (resolved != null) {
            said.add("=> " + Wording.reply(Rules.outcome(wallet.id(), resolved, false)));
        }
        return decision.events();
    }

    private List<WalletEvent> write(List<WalletEvent> events) {
        for (var event : events) {
            var before = wallet;
            past.append(event);
            wallet = wallet.apply(event);
            checkEvent(before, event);
            switch (event) {
                case WalletEvent.Confirmed e -> heard = heard.minus(e.id());
                case WalletEvent.Cancelled e -> heard = heard.minus(e.id());
                default -> {}
            }
        }
        return events;
    }

    private void checkEvent(Wallet before, WalletEvent event) {
        assertThat(event.at()).as("time of %s", event).isAfterOrEqualTo(before.lastAt());
        assertThat(wallet.version()).isEqualTo(before.version() + 1);
        var postings = Postings.of(wallet.id(), event);
        assertThat(postings.stream().mapToLong(Posting::amount).sum()).as("%s", event).isZero();
        Map<Object, Long> last = new HashMap<>();
        for (var posting : postings) {
            if (posting.account().equals(wallet.id())) {
                last.put(posting.asset(), posting.balanceAfter());
            }
        }
        wallet.positions()
                .forEach((asset, position) -> {
                    long expected = last.getOrDefault(asset, before.position(asset).posted());
                    assertThat(position.posted())
                            .as("%s after %s", asset, event)
                            .isEqualTo(expected);
                });
    }

    private void check() {
        assertThat(past.replay(absent)).as("replayed").isEqualTo(wallet);
        wallet.positions()
                .forEach((asset, position) -> {
                    long held =
                            wallet.holds().values().stream()
                                    .filter(hold -> hold.facts().asset().equals(asset))
                                    .mapToLong(hold -> hold.facts().remaining())
                                    .sum();
                    assertThat(position.held())
                            .as("held of %s is what holds hold", asset)
                            .isEqualTo(held);
                });
    }
}
