package io.florin.persistence.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.release.Release;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Card ANN = card("ann:1", "ann:1#a", "default", "shop");
    private static final Card BOB = card("bob:1", "bob:1#b");

    private Database database;
    private NodeTable nodes;

    private static Card card(String address, String incarnation, String... apps) {
        return new Card(address, incarnation, Release.parse("1.2.3"), Set.of(apps));
    }

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        nodes = new NodeTable(database, LONG);
        POSTGRES.execute("truncate cluster_node");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNodeIsThereFromItsBeginToItsEnd() {
        assertThat(nodes.roll().nodes()).isEmpty();
        nodes.begin(ANN);
        nodes.begin(BOB);
        assertThat(nodes.roll().nodes()).extracting(LiveNode::card).containsExactly(ANN, BOB);
        assertThat(nodes.roll().entered()).isEmpty();
        nodes.leave(ANN);
        assertThat(nodes.roll().nodes()).extracting(LiveNode::card).containsExactly(BOB);
    }

    @Test
    void aRowIsFreshAgainWhenItIsRefreshed() {
        nodes.begin(ANN);
        var before = nodes.roll();
        assertThat(nodes.refresh(ANN)).isTrue();
        var after = nodes.roll();
        assertThat(after.nodes().getFirst().seenAt())
                .isAfter(before.nodes().getFirst().seenAt())
                .isBetween(before.now(), after.now());
        assertThat(nodes.refresh(BOB)).isFalse();
    }

    @Test
    void aSilentNodeIsGoneInTime() {
        var impatient = new NodeTable(database, Duration.ofMillis(300));
        nodes.begin(ANN);
        await().atMost(LONG).until(() -> impatient.roll().nodes().isEmpty());
        assertThat(nodes.roll().nodes()).hasSize(1);
        nodes.refresh(ANN);
        assertThat(impatient.roll().nodes()).hasSize(1);
    }

    @Test
    void whoComesBackAtAnAddressTakesThePlaceOfWhoWasThere() {
        nodes.begin(ANN);
        nodes.enter(ANN, _ -> true);
        var next = card("ann:1", "ann:1#c");
        nodes.begin(next);
        assertThat(nodes.roll().nodes()).extracting(LiveNode::card).containsExactly(next);
        assertThat(nodes.roll().entered()).isEmpty();
        assertThat(nodes.refresh(ANN)).isFalse();
        nodes.leave(ANN);
        assertThat(nodes.roll().nodes()).hasSize(1);
    }

    @Test
    void itEntersOnceIfItIsAdmitted() {
        nodes.begin(ANN);
        assertThat(nodes.enter(ANN, _ -> false).nodes()).hasSize(1);
        assertThat(nodes.roll().entered()).isEmpty();
        nodes.enter(ANN, _ -> true);
        var entered = nodes.roll().nodes().getFirst().enteredAt();
        nodes.enter(ANN, _ -> true);
        assertThat(nodes.roll().nodes().getFirst().enteredAt()).isNotNull().isEqualTo(entered);
    }

    @Test
    void ofManyThatWillOnlyBeTheFirstExactlyOneEnters() {
        var cards =
                IntStream.range(0, 8).mapToObj(n -> card("node:" + n, "node:" + n + "#x")).toList();
        cards.forEach(nodes::begin);
        cards.parallelStream()
                .forEach(card -> nodes.enter(card, roll -> roll.entered().findAny().isEmpty()));
        assertThat(nodes.roll().entered()).hasSize(1);
    }

    @Test
    void theOldestMemberIsFirst() {
        nodes.begin(ANN);
        nodes.begin(BOB);
        nodes.enter(BOB, _ -> true);
        nodes.enter(ANN, _ -> true);
        assertThat(nodes.roll().entered()).extracting(LiveNode::card).containsExactly(BOB, ANN);
    }

    @Test
    void whoIsLongGoneIsSwept() {
        nodes.begin(ANN);
        POSTGRES.execute("update cluster_node set seen_at = seen_at - interval '2 hours'");
        nodes.begin(BOB);
        assertThat(POSTGRES.count("select count(*) from cluster_node")).isOne();
    }

    @Test
    void theOutlookTellsTheSameAndTheTime() {
        nodes.begin(ANN);
        var now = Instant.parse("2020-02-02T02:02:02Z");
        var outlook = Outlook.ask(POSTGRES.settings(), LONG, InstantSource.fixed(now));
        assertThat(outlook.before()).isEqualTo(outlook.after()).isEqualTo(now);
        assertThat(outlook.roll().nodes()).extracting(LiveNode::card).containsExactly(ANN);
        assertThat(outlook.roll().now())
                .isBetween(Instant.EPOCH.plus(Duration.ofDays(20_000)), nodes.roll().now());
        assertThat(outlook.schema().newest()).contains(Release.ofThisBuild());
    }

    @Test
    void beforeThereAreTablesNobodyLives() {
        POSTGRES.execute("alter table cluster_node rename to elsewhere");
        try {
            var outlook = Outlook.ask(POSTGRES.settings(), LONG, InstantSource.system());
            assertThat(outlook.roll().nodes()).isEmpty();
        } finally {
            POSTGRES.execute("alter table elsewhere rename to cluster_node");
        }
    }
}
