package io.florin.node.wallet;

import io.florin.node.rules.Decision;
import io.florin.node.rules.Decision.TurnedAway;
import io.florin.node.rules.Decision.Unwritten;
import io.florin.node.rules.Heard;
import io.florin.node.rules.Recall;
import io.florin.node.rules.Rules;
import io.florin.node.rules.Rules.Forgotten;
import io.florin.node.rules.Rules.Known;
import io.florin.node.rules.Rules.Verdict;
import io.florin.node.rules.Stored;
import io.florin.node.rules.Wallet;
import io.florin.node.wallet.Work.Ask;
import io.florin.node.wallet.Work.Execute;
import io.florin.node.wallet.Work.Hear;
import io.florin.node.wallet.Work.Swept;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some work that is decided together, and what the journal has said for it so far. Deciding is
 * pure: if a name turns out to be forgotten, the draft is dropped, the name looked up, and all is
 * decided anew.
 */
final class Batch<C> {
    private final Rules rules;
    private final List<Work<C>> works;
    private final Map<NameQuery, List<Stored>> lookedUp = new HashMap<>();
    private Set<NameQuery> asked = Set.of();
    private boolean confirmed;
    private boolean doubted;
    private int lookUps;

    Batch(Rules rules, List<Work<C>> works) {
        this.rules = rules;
        this.works = works;
    }

    List<Work<C>> works() {
        return works;
    }

    /** The draft of all of it; empty when the journal must be asked first: {@link #toAsk}. */
    @Nullable Draft<C> decide(Wallet wallet, Heard heard, Instant now) {
        var draft = new Draft<C>(wallet, heard, new Recall(wallet.names(), lookedUp));
        draft.write(rules.due(wallet, now));
        var forgotten = new HashSet<NameQuery>();
        for (var work : works) forgotten.addAll(decide(draft, work, now));
        asked = forgotten;
        return forgotten.isEmpty() && !toConfirm() ? draft : null;
    }

    private Set<NameQuery> decide(Draft<C> draft, Work<C> work, Instant now) {
        var wallet = draft.wallet();
        var heard = draft.heard();
        var recall = draft.recall();
        return switch (work) {
            case Execute<C> w -> {
                var verdict = rules.decide(wallet, heard, w.request(), recall, now);
                if (!staysInDoubt(w, verdict)) {
                    yield take(draft, verdict, w.caller(), w.deadline());
                }
                draft.reply(w.caller(), new InDoubt());
                yield Set.of();
            }
            case Hear<C> w ->
                    take(draft, rules.decide(wallet, heard, w.message(), recall, now), null, now);
            case Swept<C> _ -> {
                if (!wallet.hasOpenWork()) doubted = true; // then somebody else has begun it
                yield Set.of();
            }
            case Ask<C> w ->
                    switch (rules.answer(wallet, heard, w.inquiry(), recall)) {
                        case Known<WalletReply>(var reply) -> {
                            draft.reply(w.caller(), reply);
                            yield Set.of();
                        }
                        case Forgotten<WalletReply>(var queries) -> queries;
                    };
        };
    }

    /**
     * A write that failed may still come to be. Only another write, or what is found under a name,
     * rules that out: a refusal that is not written does not, and without a name nothing is found.
     */
    private static <C> boolean staysInDoubt(Execute<C> work, Verdict<Decision> verdict) {
        if (!work.inDoubt()) return false;
        var outcome = verdict instanceof Known<Decision>(var decision) ? decision.outcome() : null;
        if (outcome instanceof TurnedAway) return false; // so it never was in a write
        return outcome instanceof Unwritten || !Rules.isNamed(work.request());
    }

    private Set<NameQuery> take(
            Draft<C> draft, Verdict<Decision> verdict, @Nullable C caller, Instant deadline) {
        return switch (verdict) {
            case Known<Decision>(var decision)
                    when decision.outcome().presumesNothingNewer() && !confirmed -> {
                doubted = true;
                yield Set.of();
            }
            case Known<Decision>(var decision) -> {
                draft.take(decision, caller, deadline);
                yield Set.of();
            }
            case Forgotten<Decision>(var queries) -> queries;
        };
    }

    /** What the journal is to be asked before all can be decided. */
    Set<NameQuery> toAsk() {
        lookUps++;
        return Set.copyOf(asked);
    }

    /** Whether it matters that nothing newer is in the journal. */
    boolean toConfirm() {
        return !confirmed && (doubted || works.stream().anyMatch(Batch::wantsConfirmation));
    }

    private static <C> boolean wantsConfirmation(Work<C> work) {
        return work instanceof Ask<C>(Inquiry(Look(var fresh), _), _, _) && fresh;
    }

    /** How often the journal has been asked for this batch. */
    int lookUps() {
        return lookUps;
    }

    /**
     * What the journal said; a name that it does not mention was never stored. False if it knows
     * events after {@code version}, so that no state of that version may be asked anything.
     */
    boolean found(Map<NameQuery, List<Stored>> found, @Nullable Long highest, long version) {
        asked.forEach(query -> lookedUp.put(query, found.getOrDefault(query, List.of())));
        confirmed |= highest != null;
        boolean newer =
                found.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(stored -> stored.sequence() > version);
        return !newer && (highest == null || highest == version);
    }
}
