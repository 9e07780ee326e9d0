package io.florin.node.rules;

import io.florin.node.rules.Decision.Impossible;
import io.florin.node.rules.Decision.Replies;
import io.florin.node.rules.Decision.Silent;
import io.florin.node.rules.Decision.TurnedAway;
import io.florin.node.rules.Decision.Unwritten;
import io.florin.node.rules.Decision.Waits;
import io.florin.protocol.wallet.WalletEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table language of one wallet: a {@link Phrases phrase} a row, then the events that are
 * written, what is said (the caller's reply or {@code waits}; messages to other wallets; {@code =>}
 * what all who wait hear), and posted/held after it. Beside the phrases there are {@code wait 30s}
 * and {@code back 1h}, which turn the clock, {@code settle}, which writes down what was heard, and
 * {@code count bob/t1/0 7}: seven reversals of a leg that all came back.
 *
 * <p>After every row {@link DrivenWallet} checks what always holds.
 */
public final class WalletScript {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final DrivenWallet driven;
    private Instant now = START;

    /** {@code nameCapacity}: 2 makes the wallet forget nearly every name at once. */
    public WalletScript(Bounds bounds, int nameCapacity) {
        driven = new DrivenWallet(Phrases.ME, new Rules(bounds), nameCapacity);
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
        return driven.wallet();
    }

    public PastEvents past() {
        return driven.past();
    }

    private List<String> row(String phrase) {
        var words = Phrases.of(phrase, now);
        var said = new ArrayList<String>();
        var written = new ArrayList<WalletEvent>(pass(words));
        var request = words.request();
        var message = words.message();
        var inquiry = words.inquiry();
        if (request != null) {
            written.addAll(take(driven.execute(request, now), said));
        } else if (message != null) {
            written.addAll(take(driven.hear(message, now), said));
        } else if (inquiry != null) {
            said.add(Wording.reply(driven.answer(inquiry)));
        } else if (words.verb().equals("settle")) {
            written.addAll(driven.settle(now));
        } else if (words.verb().equals("count")) {
            written.addAll(driven.write(List.of(words.reversals())));
        }
        driven.checkAll();
        return List.of(Wording.events(written), Wording.orDash(said), Wording.balances(wallet()));
    }

    /** Time, and what it brings about by itself. */
    private List<WalletEvent> pass(Phrases words) {
        switch (words.verb()) {
            case "wait" -> now = now.plus(Phrases.duration(words.words().get(1)));
            case "back" -> now = now.minus(Phrases.duration(words.words().get(1)));
            default -> {}
        }
        return driven.pass(now);
    }

    private List<WalletEvent> take(Decision decision, List<String> said) {
        switch (decision.outcome()) {
            case Replies(var reply) -> said.add(Wording.reply(reply));
            case Unwritten(var reply) -> said.add(Wording.reply(reply));
            case TurnedAway(var reply) -> said.add(Wording.reply(reply));
            case Impossible(var what) -> throw new CorruptHistory(what);
            case Waits(_, var replayed) -> said.add(replayed ? "waits again" : "waits");
            case Silent.SILENT -> {}
        }
        decision.sends().forEach(message -> said.add(Wording.message(message)));
        var resolved = decision.resolved();
        if (resolved != null) {
            said.add("=> " + Wording.reply(Rules.outcome(wallet().id(), resolved, false)));
        }
        return decision.events();
    }
}
