package io.florin.node.payment;

import io.florin.node.job.Run;
import io.florin.node.payment.Trouble.Kind;
import io.florin.persistence.payment.Change;
import io.florin.persistence.payment.Sending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to a provider once. That it is about to leave is written down first; who finds it
 * written asks the provider, and repeats only what a repeat cannot do twice: under a key that is
 * still alive, or, where there are no keys, when whoever sent it has exited and the provider shows
 * nothing long after.
 */
final class Post {
    /** Anything that a provider is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws Trouble, InterruptedException;
    }

    /**
     * One request.
     *
     * @param sending who may have sent it last
     * @param begin writes who sends it now; false: another attempt was faster
     * @param takeBack writes that the attempt's has certainly not left
     * @param search for what came of it
     * @param send it leaves
     */
    record Letter(
            Sending sending,
            Predicate<Sending> begin,
            IntConsumer takeBack,
            Question<Optional<Told>> search,
            Question<Told> send) {}

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final OwnProcess self;
    private final Duration quiet;
    private final InstantSource clock;

    Post(OwnProcess self, Duration quiet, InstantSource clock) {
        this.self = self;
        this.quiet = quiet;
        this.clock = clock;
    }

    Told send(Run run, Gateway gateway, Letter letter) throws Trouble, InterruptedException {
        var was = letter.sending();
        var sender = was.sender();
        var at = was.at();
        if (sender != null && at != null) {
            var found = searched(letter);
            if (found.isPresent()) return found.get();
            requireRepeatable(gateway, sender, at);
        }
        run.markSent();
        int attempt = run.claim().fence().attempt();
        // The key began to live with the first request.
        var now = new Sending(attempt, self.name(), at == null ? clock.instant() : at);
        if (!letter.begin().test(now)) throw Trouble.unknown("Another attempt at it is under way.");
        try {
            return letter.send().ask();
        } catch (Trouble trouble) {
            LOG.info("{}: {}", gateway.provider(), trouble.getMessage());
            if (trouble.kind() == Kind.NOT_TAKEN && sender == null)
                letter.takeBack().accept(attempt);
            throw sender != null && trouble.kind() == Kind.NOT_TAKEN
                    ? Trouble.unknown("The repeat was not taken; of the first nobody knows.")
                    : trouble;
        }
    }

    private static Optional<Told> searched(Letter letter) throws Trouble, InterruptedException {
        try {
            return letter.search().ask();
        } catch (Trouble trouble) {
            throw trouble.ofAsking();
        }
    }

    private void requireRepeatable(Gateway gateway, String sender, Instant at) throws Trouble {
        var age = Duration.between(at, clock.instant());
        if (age.compareTo(gateway.keyLife()) < 0) return;
        // A provider with keys may have answered under one that it has forgotten since.
        boolean hadKey = gateway.keyLife().isPositive();
        if (hadKey || !self.hasExited(sender)) {
            throw new Trouble(
                    Kind.UNKNOWN,
                    Change.NEEDS_DECISION,
                    "%s shows nothing of a request that may have left at %s from %s: look there."
                            .formatted(gateway.provider(), at, sender));
        }
        if (age.compareTo(quiet) < 0) {
            throw Trouble.unknown(gateway.provider() + " shows nothing of it yet.");
        }
    }
}
