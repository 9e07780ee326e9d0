package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.PastEvents;
import io.florin.node.rules.Phrases;
import io.florin.node.rules.Table;
import io.florin.node.rules.Wallet;
import io.florin.node.rules.WalletScript;
import io.florin.node.rules.Wording;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table language of one wallet process: what happens to it, and what it wants done.
 *
 * <pre>
 * a: deposit 40 [within=1s]   caller a asks, in the words of {@link Phrases}, and waits so long
 * accepted t1/0               another wallet says something
 * flush                       what has collected is decided
 * attend                      the same if the process says that there is something
 * stop                        it is to end
 * written                     the write is durable
 * fails                       its outcome is unknown, and nothing was written
 * lost                        its outcome is unknown, and it was written
 * unreadable                  the journal has what only a newer release can read
 * recovered                   the wallet has been read from the journal
 * found                       the journal answers what was asked last
 * found-late                  it answers an earlier question
 * looks-up-in-vain            it does not answer in time
 * wait 1s                     time passes; the process is woken if it wanted to be
 * alarm                       when it wants to be woken
 * another: deposit 40         another incarnation of the wallet writes
 * unanswered                  the callers who have not been answered
 * </pre>
 *
 * After every row: nobody was answered twice, and the wallet is what the journal says.
 */
final class ProcessScript {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProcessSettings settings;
    private final Wallet absent;
    private final WalletProcess<String> process;
    private final PastEvents past = new PastEvents();
    private Wallet durable;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Map<String, WalletReply> heard = new HashMap<>();
    private Instant now = WalletScript.START;
    private List<WalletEvent> unwritten = List.of();
    private Effect.@Nullable LookUp<String> question;

    ProcessScript(ProcessSettings settings) {
        this.settings = settings;
        absent = Wallet.absent(Phrases.ME, settings.nameCapacity());
        durable = absent;
        process = new WalletProcess<>(absent, settings);
    }

    /** Plays a table to a wallet of the usual bounds that forgets every name but the last two. */
    static ProcessScript play(String table) {
        return new ProcessScript(settings(2)).then(table);
    }

    static ProcessSettings settings(int nameCapacity) {
        var usual = ProcessSettings.DEFAULT;
        return new ProcessSettings(usual.bounds(), nameCapacity, 100, 50, 100, 100, 1_000, 15_000);
    }

    ProcessScript then(String table) {
        Table.play(table, this::row);
        return this;
    }

    /** As a row of which nothing is expected. */
    void tell(String row) {
        row(row);
    }

    WalletReply heardBy(String caller) {
        return Objects.requireNonNull(heard.get(caller), caller);
    }

    PastEvents past() {
        return past;
    }

    private List<String> row(String row) {
        int colon = row.indexOf(": ");
        if (row.equals("alarm")) return List.of(alarm());
        if (row.equals("unanswered")) return List.of(Wording.orDash(List.copyOf(waiting)));
        if (colon < 0) return List.of(said(happen(row)));
        var caller = row.substring(0, colon);
        var phrase = Phrases.of(row.substring(colon + 2), now);
        if (caller.equals("another")) return List.of(another(phrase));
        assertThat(waiting.add(caller)).as("%s is a new caller", caller).isTrue();
        return List.of(said(process.receive(work(phrase, caller))));
    }

    private Work<String> work(Phrases phrase, String caller) {
        var within = phrase.options().get("within");
        var deadline = now.plus(within == null ? PATIENCE : Phrases.duration(within));
        var request = phrase.request();
        return request == null
                ? new Work.Ask<>(Objects.requireNonNull(phrase.inquiry()), deadline, caller)
                : new Work.Execute<>(request, deadline, caller);
    }

    private List<Effect<String>> happen(String row) {
        var words = Phrases.of(row, now);
        var message = words.message();
        if (message != null) return process.receive(new Work.Hear<>(message));
        return switch (words.verb()) {
            case "flush" -> process.flush(now);
            case "attend" -> process.hasUndecided() ? process.flush(now) : List.of();
            case "swept" -> process.receive(new Work.Swept<>());
            case "stop" -> process.stop(now);
            case "written" -> written();
            case "lost" -> lost();
            case "fails" -> {
                unwritten = List.of();
                yield List.of();
            }
            case "unreadable" -> process.unreadable();
            case "recovered" -> process.recovered(durable, now);
            case "found" -> found(0);
            case "found-late" -> found(-1);
            case "looks-up-in-vain" -> process.lookUpFailed(asked().generation(), now);
            case "wait" -> pass(Phrases.duration(words.words().get(1)));
            default -> throw new IllegalArgumentException(row);
        };
    }

    private List<Effect<String>> written() {
        lost();
        var effects = process.persisted(now);
        assertThat(process.wallet()).isEqualTo(durable);
        return effects;
    }

    private List<Effect<String>> lost() {
        for (var event : unwritten) {
            past.append(event);
            durable = durable.apply(event);
        }
        unwritten = List.of();
        return List.of();
    }

    private List<Effect<String>> found(int late) {
        var asked = asked();
        var highest = asked.confirm() ? Long.valueOf(past.all().size()) : null;
        return process.found(asked.generation() + late, past.find(asked.queries()), highest, now);
    }

    private Effect.LookUp<String> asked() {
        return Objects.requireNonNull(question, "nothing was asked of the journal");
    }

    private List<Effect<String>> pass(Duration time) {
        now = now.plus(time);
        var next = process.nextWake();
        return next == null || next.isAfter(now) ? List.of() : process.wake(now);
    }

    private String alarm() {
        var next = process.nextWake();
        return next == null ? "never" : "in " + Duration.between(now, next).toMillis() + " ms";
    }

    /** Decided and written by somebody of whom this process does not know. */
    private String another(Phrases phrase) {
        var other = new WalletProcess<String>(absent, settings);
        var effects = new ArrayList<>(other.recovered(durable, now));
        effects.addAll(other.receive(work(phrase, "another")));
        effects.addAll(other.flush(now));
        while (effects.getLast() instanceof Effect.LookUp<String> asked) {
            effects.addAll(other.found(asked.generation(), past.find(asked.queries()), null, now));
        }
        if (effects.getLast() instanceof Effect.Persist<String>(var events)) {
            var mine = unwritten;
            unwritten = events;
            lost();
            unwritten = mine;
            return "writes " + Wording.events(events);
        }
        throw new AssertionError("it wrote nothing");
    }

    private String said(List<Effect<String>> effects) {
        return Wording.orDash(effects.stream().map(this::said).toList());
    }

    private String said(Effect<String> effect) {
        return switch (effect) {
            case Effect.Reply<String>(var caller, var reply) -> {
                assertThat(waiting.remove(caller)).as("%s is answered once", caller).isTrue();
                heard.put(caller, reply);
                yield caller + " hears " + Wording.reply(reply);
            }
            case Effect.Send<String>(var message) -> Wording.message(message);
            case Effect.Persist<String>(var events) -> {
                assertThat(unwritten).as("one write at a time").isEmpty();
                unwritten = events;
                yield "writes " + Wording.events(events);
            }
            case Effect.LookUp<String> asked -> {
                question = asked;
                yield "looks up " + names(asked.queries()) + (asked.confirm() ? " + number" : "");
            }
            case Effect.Stop<String>() -> "stops";
        };
    }

    private static String names(Collection<NameQuery> queries) {
        return queries.stream()
                .map(query ->
                        switch (query) {
                            case NameQuery.Key(var key) -> key;
                            case NameQuery.Ref(var ref) -> ref;
                            case NameQuery.RefPrefix(var prefix, _, _) -> prefix + "*";
                        })
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
