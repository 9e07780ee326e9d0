package io.florin.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LONG = Duration.ofMinutes(1);

    private static Database database;
    private static LeaseTable leases;

    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        leases = new LeaseTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void oneOwnerHoldsANameAndMayTakeItAgain() {
        assertThat(leases.acquire(name, "one", LONG)).isTrue();
        assertThat(leases.acquire(name, "other", LONG)).isFalse();
        assertThat(leases.acquire(name, "one", LONG)).isTrue();
        assertThat(leases.acquire(name + "-2", "other", LONG)).isTrue();
    }

    @Test
    void itIsTakenFromThoseWhoAreNamed() {
        leases.acquire(name, "one", LONG);
        assertThat(leases.acquire(name, "other", LONG, Set.of("two", "three"))).isFalse();
        assertThat(leases.acquire(name, "other", LONG, Set.of("two", "one"))).isTrue();
        assertThat(leases.acquire(name, "one", LONG)).isFalse();
    }

    @Test
    void whoRenewsItIsSeenToLive() {
        assertThat(leases.holding(name)).isEmpty();
        leases.acquire(name, "one", LONG);
        var first = leases.holding(name);
        assertThat(leases.holding(name)).isPresent().isEqualTo(first);
        leases.acquire(name, "one", LONG);
        var renewed = leases.holding(name).orElseThrow();
        assertThat(renewed.owner()).isEqualTo("one");
        assertThat(renewed.until()).isAfter(first.orElseThrow().until());
    }

    @Test
    void anOwnerThatIsGoneLosesItInTime() {
        leases.acquire(name, "one", Duration.ZERO);
        assertThat(leases.acquire(name, "other", LONG)).isTrue();
        assertThat(leases.acquire(name, "one", LONG)).isFalse();
    }

    @Test
    void ofManyAtOnceExactlyOneGetsIt() {
        long holders =
                IntStream.range(0, 16)
                        .parallel()
                        .filter(number -> leases.acquire(name, "owner-" + number, LONG))
                        .count();
        assertThat(holders).isOne();
    }
}
