package io.florin.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshots;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshotResult;
import org.apache.pekko.persistence.SnapshotProtocol.SaveSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import scala.jdk.javaapi.OptionConverters;

/**
 * What the snapshot TCK of Pekko 1.2.1 asks of a plugin, rule by rule, and what happens to
 * snapshots of a newer release. Every test starts with snapshots s-1 to s-5 at numbers 11 to 15.
 */
class SnapshotContractTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private static JournalProbe probe;
    private static ActorRef store;

    private final String entity = "p-" + UUID.randomUUID();
    private final List<SnapshotMetadata> saved = new ArrayList<>();
    private TestKit kit;

    @BeforeAll
    static void open() {
        probe = new JournalProbe(POSTGRES.config(NamedEvent.BINDING));
        store = Persistence.get(probe.system()).snapshotStoreFor("", ConfigFactory.empty());
    }

    @AfterAll
    static void close() {
        probe.close();
    }

    @BeforeEach
    void saveFive() {
        kit = new TestKit(probe.system());
        for (int n = 1; n <= 5; n++) {
            saved.add(save(new SnapshotMetadata(entity, n + 10, 0), "s-" + n));
        }
    }

    @Test
    void nothingIsLoadedForAnUnknownEntity() {
        assertThat(load("nobody", SnapshotSelectionCriteria.latest(), NO_LIMIT)).isEmpty();
    }

    @Test
    void nothingIsLoadedOutsideTheTimes() {
        assertThat(load(upTo(NO_LIMIT, 100), NO_LIMIT)).isEmpty();
    }

    @Test
    void nothingIsLoadedOutsideTheNumbers() {
        assertThat(load(upTo(7, NO_LIMIT), NO_LIMIT)).isEmpty();
        assertThat(load(SnapshotSelectionCriteria.latest(), 7)).isEmpty();
    }

    @Test
    void theLatestIsLoaded() {
        assertThat(load(SnapshotSelectionCriteria.latest(), NO_LIMIT))
                .contains(new SelectedSnapshot(saved.get(4), "s-5"));
    }

    @Test
    void theLatestUpToANumberIsLoaded() {
        var expected = new SelectedSnapshot(saved.get(2), "s-3");
        assertThat(load(upTo(13, NO_LIMIT), NO_LIMIT)).contains(expected);
        assertThat(load(SnapshotSelectionCriteria.latest(), 13)).contains(expected);
    }

    @Test
    void theLatestUpToANumberAndATimeIsLoaded() {
        var expected = new SelectedSnapshot(saved.get(2), "s-3");
        var time = saved.get(2).timestamp();
        assertThat(load(upTo(13, time), NO_LIMIT)).contains(expected);
        assertThat(load(upTo(NO_LIMIT, time), 13)).contains(expected);
    }

    @Test
    void oneIsDeletedByItsNumberWhateverTheTime() {
        var third = new SnapshotMetadata(entity, 13, 0);

        store.tell(new DeleteSnapshot(third), kit.getRef());

        assertThat(kit.expectMsgClass(PATIENCE, DeleteSnapshotSuccess.class).metadata())
                .isEqualTo(third);
        assertThat(load(upTo(13, NO_LIMIT), NO_LIMIT))
                .contains(new SelectedSnapshot(saved.get(1), "s-2"));
    }

    @Test
    void allUpToANumberAndATimeAreDeleted() {
        delete(upTo(13, saved.get(2).timestamp()));

        assertThat(load(upTo(13, NO_LIMIT), NO_LIMIT)).isEmpty();
        assertThat(load(upTo(14, NO_LIMIT), NO_LIMIT))
                .contains(new SelectedSnapshot(saved.get(3), "s-4"));
    }

    @Test
    void whatIsTooYoungIsNotDeleted() {
        delete(upTo(14, saved.get(3).timestamp() - 60_000));

        assertThat(load(upTo(14, NO_LIMIT), NO_LIMIT))
                .contains(new SelectedSnapshot(saved.get(3), "s-4"));
    }

    @Test
    void theSameNumberIsOverwritten() {
        save(saved.get(4), "s-5-modified");

        assertThat(load(upTo(15, NO_LIMIT), NO_LIMIT).map(SelectedSnapshot::snapshot))
                .contains("s-5-modified");
    }

    @Test
    void theSameNumberIsOverwrittenByAnotherKind() {
        save(saved.get(4), NamedEvent.byKey("another kind"));

        assertThat(load(upTo(15, NO_LIMIT), NO_LIMIT).map(SelectedSnapshot::snapshot))
                .contains(NamedEvent.byKey("another kind"));
    }

    @Test
    void aBigOneIsSaved() {
        save(new SnapshotMetadata(entity, 100, 0), "0".repeat(1_000_000));

        assertThat(load(SnapshotSelectionCriteria.latest(), NO_LIMIT))
                .hasValueSatisfying(
                        found -> assertThat((String) found.snapshot()).hasSize(1_000_000));
    }

    @Test
    void metadataIsKept() {
        save(new SnapshotMetadata(entity, 100, 0).withMetadata("fictional"), "s");

        assertThat(load(SnapshotSelectionCriteria.latest(), NO_LIMIT))
                .hasValueSatisfying(found ->
                        assertThat(OptionConverters.toJava(found.metadata().metadata()))
                                .contains("fictional"));
    }

    @Test
    void aSnapshotOfANewerReleaseIsNotUsedAndNotOverwritten() {
        var newer = new NamedEvent(null, null, NamedEvent.Codec.UNREADABLE);
        var metadata = save(new SnapshotMetadata(entity, 100, 0), newer);
        assertThat(load(SnapshotSelectionCriteria.latest(), NO_LIMIT))
                .contains(new SelectedSnapshot(saved.get(4), "s-5"));

        save(metadata, NamedEvent.byKey("by an older release"));

        assertThat(
                        POSTGRES.count(
                                "select count(*) from snapshot where manifest = 'N2' and entity = '"
                                        + entity
                                        + "'"))
                .isEqualTo(1);
    }

    private static SnapshotSelectionCriteria upTo(long sequence, long timestamp) {
        return SnapshotSelectionCriteria.create(sequence, timestamp);
    }

    private SnapshotMetadata save(SnapshotMetadata metadata, Object state) {
        store.tell(new SaveSnapshot(metadata, state), kit.getRef());
        return kit.expectMsgClass(PATIENCE, SaveSnapshotSuccess.class).metadata();
    }

    private void delete(SnapshotSelectionCriteria criteria) {
        store.tell(new DeleteSnapshots(entity, criteria), kit.getRef());
        assertThat(kit.expectMsgClass(PATIENCE, DeleteSnapshotsSuccess.class).criteria())
                .isEqualTo(criteria);
    }

    private Optional<SelectedSnapshot> load(SnapshotSelectionCriteria criteria, long toSequence) {
        return load(entity, criteria, toSequence);
    }

    private Optional<SelectedSnapshot> load(
            String id, SnapshotSelectionCriteria criteria, long toSequence) {
        store.tell(new LoadSnapshot(id, criteria, toSequence), kit.getRef());
        var result = kit.expectMsgClass(PATIENCE, LoadSnapshotResult.class);
        assertThat(result.toSequenceNr()).isEqualTo(toSequence);
        return OptionConverters.toJava(result.snapshot());
    }
}
