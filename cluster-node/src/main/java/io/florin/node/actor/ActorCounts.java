package io.florin.node.actor;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.typed.MailboxSelector;

/** What the actors of one node have counted, since it started. Thread-safe. */
public final class ActorCounts implements Extension {
    /** Sharded actors, of which there are many. */
    public enum Kind {
        WALLET,
        SESSION,
        RATE;

        /** As labels and settings have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The mailbox by which they are counted. */
        public MailboxSelector mailbox() {
            return MailboxSelector.fromConfig("florin.mailboxes." + word());
        }
    }

    /** Why an actor did not go on. */
    public enum Failure {
        /** What it was to write; it is restarted. */
        WRITE,
        /** What it was to be made of again; it is restarted. */
        RECOVERY,
        /** Nobody had thought of it; it ends, and the next message makes it anew. */
        STOPPED
    }

    /** What reached nobody. */
    public enum Lost {
        /** It came for an actor that is no more. */
        NOBODY,
        /** There was no room where it had to wait. */
        DROPPED,
        /** The actor did not know what to do with it. */
        UNHANDLED
    }

    private static final AbstractExtensionId<ActorCounts> ID =
            new AbstractExtensionId<>() {
                @Override
                public ActorCounts createExtension(ExtendedActorSystem system) {
                    return new ActorCounts();
                }
            };

    private final Map<Kind, OfKind> kinds = new EnumMap<>(Kind.class);
    private final Map<Lost, LongAdder> lost = new EnumMap<>(Lost.class);

    /** What the actors of one kind share. */
    static final class OfKind {
        private final LongAdder living = new LongAdder();
        private final LongAdder waiting = new LongAdder();
        private final Map<Failure, LongAdder> failures = new EnumMap<>(Failure.class);

        OfKind() {
            for (var failure : Failure.values()) failures.put(failure, new LongAdder());
        }

        void begun() {
            living.increment();
        }

        void ended() {
            living.decrement();
        }

        void came() {
            waiting.increment();
        }

        void taken() {
            waiting.decrement();
        }
    }

    private ActorCounts() {
        for (var kind : Kind.values()) kinds.put(kind, new OfKind());
        for (var how : Lost.values()) lost.put(how, new LongAdder());
    }

    public static ActorCounts get(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    OfKind of(Kind kind) {
        return of(kinds, kind);
    }

    private static <K, V> V of(Map<K, V> all, K key) {
        var found = all.get(key);
        if (found == null) throw new IllegalStateException("nothing is counted of " + key);
        return found;
    }

    public void failed(Kind kind, Failure failure) {
        of(of(kind).failures, failure).increment();
    }

    void lost(Lost how) {
        of(lost, how).increment();
    }

    /** In memory now. */
    public long living(Kind kind) {
        return of(kind).living.sum();
    }

    /** Messages in their mailboxes now; what an actor works on is in none. */
    public long waiting(Kind kind) {
        return Math.max(0, of(kind).waiting.sum()); // who takes may be counted before who puts
    }

    public long failures(Kind kind, Failure failure) {
        return of(of(kind).failures, failure).sum();
    }

    public long ofLost(Lost how) {
        return of(lost, how).sum();
    }
}
