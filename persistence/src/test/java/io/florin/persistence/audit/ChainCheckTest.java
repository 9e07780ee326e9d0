package io.florin.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.testing.EventWriter;
import io.florin.persistence.testing.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed behind the journal's back is found, and where. */
class ChainCheckTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private EventWriter events;
    private ChainCheck check;

    @BeforeEach
    void writeThreeEntities() {
        events = new EventWriter(POSTGRES.config());
        POSTGRES.execute("truncate event, event_deletion");
        for (var entity : List.of("a", "b", "c")) {
            for (int n = 1; n <= 5; n++) {
                events.write(entity, n, entity + n);
            }
        }
        check = new ChainCheck(JournalEngine.get(events.system()).database());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void anUntouchedJournalIsUnchanged() {
        var report = check.check("");

        assertThat(report.isUnchanged()).isTrue();
        assertThat(report.entities()).isEqualTo(3);
        assertThat(report.events()).isEqualTo(15);
        assertThat(report.digest()).hasValueSatisfying(d -> assertThat(d.events()).isEqualTo(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes = bytes || 'x'::bytea",
                "manifest = 'other'",
                "serializer = serializer + 1",
                "key = 'k'",
                "ref = 'r'",
                "hash = decode(repeat('ab', 32), 'hex')",
                "adapter_manifest = 'other'",
                "entity = 'bb'"
            })
    void oneChangedColumnIsFoundWhereItIs(String change) {
        POSTGRES.execute("update event set " + change + " where entity = 'b' and sequence = 3");

        var difference = check.check("").difference();

        // A moved event leaves a gap, which shows at the event behind it.
        long sequence = change.startsWith("entity") ? 4 : 3;
        assertThat(difference)
                .hasValueSatisfying(found -> {
                    assertThat(found.entity()).isEqualTo("b");
                    assertThat(found.sequence()).isEqualTo(sequence);
                });
    }

    @Test
    void aRemovedEventShowsAtTheNextOne() {
        POSTGRES.execute("delete from event where entity = 'c' and sequence = 2");

        assertThat(check.check("").difference())
                .hasValueSatisfying(found -> assertThat(found.sequence()).isEqualTo(3));
    }

    @Test
    void swappedEventsAreFound() {
        POSTGRES.execute("update event set sequence = 99 where entity = 'a' and sequence = 2");
        POSTGRES.execute("update event set sequence = 2 where entity = 'a' and sequence = 3");
        POSTGRES.execute("update event set sequence = 3 where entity = 'a' and sequence = 99");

        assertThat(check.check("").difference())
                .hasValueSatisfying(found -> assertThat(found.sequence()).isEqualTo(2));
    }

    @Test
    void aDeletionByRuleKeepsTheChain() {
        events.delete("b", 3);
        assertThat(check.check("").isUnchanged()).isTrue();
        events.delete("b", 5);
        events.write("b", 6, "b6");

        assertThat(check.check("").isUnchanged()).isTrue();
    }

    @Test
    void anEarlierDigestProvesThatHistoryOnlyGrew() {
        var earlier = HistoryDigest.parse(check.check("").digest().orElseThrow().toString());
        events.write("b", 6, "b6");
        events.write("d", 1, "d1");

        var report = check.check("", earlier);

        assertThat(report.difference()).isEmpty();
        assertThat(report.digest()).isPresent().get().isNotEqualTo(earlier);
    }

    @Test
    void aCutOffEndShowsAgainstAnEarlierDigest() {
        var earlier = check.check("").digest().orElseThrow();
        POSTGRES.execute("delete from event where entity = 'b' and sequence >= 4");

        assertThat(check.check("").isUnchanged()).isTrue();
        assertThat(check.check("", earlier).difference()).isPresent();
        assertThat(check.check("a", earlier).difference()).isPresent();
    }

    @Test
    void aRewrittenHistoryWithMatchingHashesShowsAgainstAnEarlierDigest() {
        var earlier = check.check("").digest().orElseThrow();
        POSTGRES.execute("delete from event where entity = 'b'");
        try (var forger = new EventWriter(POSTGRES.config())) {
            for (int n = 1; n <= 5; n++) {
                forger.write("b", n, "forged" + n);
            }
        }

        assertThat(check.check("").isUnchanged()).isTrue();
        assertThat(check.check("", earlier).difference()).isPresent();
    }

    @Test
    void aCutOffEndShowsAgainstHeadsNotedElsewhere() {
        var heads =
                new EventReader(JournalEngine.get(events.system()).database())
                        .read(SliceRange.ALL, EventOffset.START, 100).rows().stream()
                                .map(row -> new KnownHead(row.entity(), row.sequence(), row.hash()))
                                .toList();
        assertThat(heads).hasSize(15);
        assertThat(check.firstMissing(heads.iterator())).isEmpty();

        events.delete("a", 4);
        assertThat(check.firstMissing(heads.iterator())).isEmpty();
        POSTGRES.execute("delete from event where entity = 'b' and sequence >= 4");

        assertThat(check.firstMissing(heads.iterator()))
                .hasValueSatisfying(
                        found -> assertThat(found.toString()).startsWith("Entity b, event 4: "));
    }

    @Test
    void otherTextIsNoDigest() {
        assertThatThrownBy(() -> HistoryDigest.parse("florin2-1:2:3-1-1-ab"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
