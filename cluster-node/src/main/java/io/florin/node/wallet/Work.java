package io.florin.node.wallet;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a wallet to decide it. {@code C} is whoever is to be answered: an actor's address,
 * or a number in a simulation. After its deadline it is dropped undecided.
 */
public sealed interface Work<C> {
    /** {@code inDoubt}: a write of it was tried, and nobody knows whether it is durable. */
    record Execute<C>(Request request, Instant deadline, C caller, boolean inDoubt)
            implements Work<C> {
        public Execute(Request request, Instant deadline, C caller) {
            this(request, deadline, caller, false);
        }
    }

    record Ask<C>(Inquiry inquiry, Instant deadline, C caller) implements Work<C> {}

    record Hear<C>(PeerMessage message) implements Work<C> {}

    /** Somebody who reads the journal lists something unfinished here. */
    record Swept<C>() implements Work<C> {}

    default boolean isExpired(Instant now) {
        return switch (this) {
            case Execute<C> w -> now.isAfter(w.deadline());
            case Ask<C> w -> now.isAfter(w.deadline());
            case Hear<C> _, Swept<C> _ -> false;
        };
    }

    /** What it belongs to; null: nothing, or it is not known. */
    default @Nullable Trace trace() {
        return this instanceof Execute<C> work ? work.request().trace() : null;
    }

    /** How much of a write it takes up, beyond what every work does: the payload of a job. */
    default int chars() {
        return this instanceof Execute<C>(Request(_, SubmitJob job, _, _), _, _, _)
                ? job.spec().payload().length()
                : 0;
    }

    /** The same after a write of it failed: from then on nobody may say that it was not taken. */
    default Work<C> again() {
        return switch (this) {
            case Execute<C> w -> new Execute<>(w.request(), w.deadline(), w.caller(), true);
            case Ask<C> _, Hear<C> _, Swept<C> _ -> this; // they write nothing of their caller's
        };
    }

    /** What to say when it is not decided at all: whoever sent a peer's message sends it again. */
    default List<Effect<C>> notTaken(Refusal why) {
        return switch (this) {
            case Execute<C> w -> {
                var reply = w.inDoubt() ? new InDoubt() : new NotTaken(why);
                yield List.of(new Effect.Reply<>(w.caller(), reply));
            }
            case Ask<C> w -> List.of(new Effect.Reply<>(w.caller(), new NotTaken(why)));
            case Hear<C> _, Swept<C> _ -> List.of();
        };
    }

    static <C> List<Effect<C>> notTaken(Collection<Work<C>> works, Refusal why) {
        return works.stream().flatMap(work -> work.notTaken(why).stream()).toList();
    }
}
