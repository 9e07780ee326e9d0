package io.florin.persistence.journal;

import static io.florin.persistence.journal.JournalProbe.atomic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.journal.JournalException.Conflict;
import io.florin.persistence.journal.JournalProbe.Answer;
import io.florin.persistence.testing.PausableLink;
import io.florin.persistence.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes that both believe to have the entity. */
class IncarnationsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final String entity = "e-" + UUID.randomUUID();
    private PausableLink link;
    private JournalProbe one;
    private JournalProbe other;

    @BeforeEach
    void open() {
        link = PausableLink.to(POSTGRES.server().port());
        one = new JournalProbe(throughLink());
        other = new JournalProbe(POSTGRES.config());
    }

    @AfterEach
    void everyChainHolds() {
        assertThat(new ChainCheck(other.engine().database()).check("").difference()).isEmpty();
        other.close();
        one.close();
        link.close();
    }

    @Test
    void ofTwoWritesOfOneNumberExactlyOneIsStored() {
        long highest = 0;
        for (int round = 1; round <= 30; round++) {
            assertThat(one.replay(entity).highest()).isEqualTo(highest);
            assertThat(other.replay(entity).highest()).isEqualTo(highest);
            var first = one.send(atomic(one.event(entity, highest + 1, "one")));
            var second = other.send(atomic(other.event(entity, highest + 1, "other")));

            var answers = List.of(first.await(), second.await());

            assertThat(answers).filteredOn(Answer::isStored).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.isStored())
                    .allSatisfy(answer ->
                            assertThat(answer.reasons()).first().isInstanceOf(Conflict.class));
            highest++;
        }
        var writers =
                one.replay(entity).events().stream().map(event -> event.writerUuid()).toList();
        assertThat(writers).hasSize(30).isSubsetOf(one.writer(), other.writer());
    }

    @Test
    void anOldIncarnationThatWakesUpLaterWritesNothing() {
        one.write(entity, 1, "one");
        other.replay(entity);
        other.write(entity, 2, "other");
        other.write(entity, 3, "other");

        assertThat(one.write(entity, 2, "one, an hour later").isStored()).isFalse();
        assertThat(one.write(entity, 4, "one, with a gap").isStored()).isFalse();
        assertThat(other.replay(entity).payloads()).containsExactly("one", "other", "other");
    }

    /** A node stopped (SIGSTOP) while its statement is half sent: it must hold nothing. */
    @Test
    void aNodePausedInTheMiddleOfAWriteHoldsUpNobody() {
        one.write(entity, 1, "one");
        link.pauseAfterBytes(2_000);
        var paused = one.send(atomic(one.event(entity, 2, "x".repeat(100_000))));
        await().until(link::isPaused);
        var horizonBefore =
                POSTGRES.count("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");

        assertThat(other.replay(entity).highest()).isEqualTo(1);
        assertThat(other.write(entity, 2, "other").isStored()).isTrue();
        assertThat(POSTGRES.count("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
                .isGreaterThan(horizonBefore);

        link.resume();
        assertThat(paused.await().isStored()).isFalse();
        assertThat(other.replay(entity).payloads()).containsExactly("one", "other");
    }

    private static Config through(int port) {
        return ConfigFactory.parseString(
                "florin.database.url = \"jdbc:postgresql://127.0.0.1:"
                        + port
                        + "/"
                        + POSTGRES.name()
                        + "\"");
    }

    private Config throughLink() {
        return through(link.port()).withFallback(POSTGRES.config());
    }
}
