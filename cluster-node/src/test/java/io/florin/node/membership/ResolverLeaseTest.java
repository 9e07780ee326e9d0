package io.florin.node.membership;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.BOOLEAN;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which part of a torn cluster gets the lease, when others have had it before. */
class ResolverLeaseTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofMillis(1_500);
    private static final String SETTINGS =
            """
            pekko.actor.provider = local
            florin.lease.heartbeat-timeout = 1500 ms
            florin.lease.heartbeat-interval = 300 ms
            """;

    private static ActorTestKit node;

    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        POSTGRES.open().close();
        node = ActorTestKit.create(POSTGRES.config(SETTINGS));
    }

    @AfterAll
    static void stop() {
        node.shutdownTestKit();
    }

    @Test
    void aPartOfATornClusterGetsItAndKeepsIt() throws Exception {
        var lease = lease("one", new Part(Set.of("one", "two"), true));
        assertThat(answer(lease)).isTrue();
        await().during(LIFE.plus(LIFE)).atMost(LIFE.multipliedBy(4)).until(lease::checkLease);
        assertThat(answer(lease("three", new Part(Set.of("three"), true)))).isFalse();
    }

    @Test
    void aPartThatComesTooLateIsRefused() throws Exception {
        assertThat(answer(lease("one", new Part(Set.of("one", "two", "three"), false)))).isFalse();
        assertThat(POSTGRES.count("select count(*) from lease where name = '" + name + "'"))
                .isZero();
    }

    @Test
    void whatAMemberOfThePartHoldsIsTheParts() throws Exception {
        var before = lease("two", new Part(Set.of("one", "two"), true));
        assertThat(answer(before)).isTrue();
        assertThat(answer(lease("one", new Part(Set.of("one", "two"), true)))).isTrue();
        await().atMost(LIFE).until(() -> !before.checkLease());
    }

    @Test
    void ofAHolderThatHasDiedItIsFreeInTime() throws Exception {
        POSTGRES.execute(
                "insert into lease (name, owner, until)"
                        + " values ('%s', 'two', clock_timestamp() + interval '1 s')"
                                .formatted(name));
        assertThat(answer(lease("one", new Part(Set.of("one"), true)))).isTrue();
    }

    @Test
    void aHolderThatLivesIsRecognizedBeforeThat() throws Exception {
        assertThat(answer(lease("two", new Part(Set.of("two", "three"), true)))).isTrue();
        long began = System.nanoTime();
        assertThat(answer(lease("one", new Part(Set.of("one"), true)))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIFE);
    }

    @Test
    void aHolderThatHasItForLongerThanItsLifeIsNotWaitedFor() throws Exception {
        POSTGRES.execute(
                "insert into lease (name, owner, until)"
                        + " values ('%s', 'two', clock_timestamp() + interval '1 min')"
                                .formatted(name));
        assertThat(answer(lease("one", new Part(Set.of("one"), true)))).isFalse();
    }

    @Test
    void aDatabaseThatFailsIsAskedAgain() throws Exception {
        var lease = lease("one", new Part(Set.of("one"), true));
        CompletableFuture<Boolean> answer;
        POSTGRES.execute("alter table lease rename to leased");
        try {
            answer = lease.acquire().toCompletableFuture();
            await().during(Duration.ofMillis(500)).until(() -> !answer.isDone());
        } finally {
            POSTGRES.execute("alter table leased rename to lease");
        }
        assertThat(answer).succeedsWithin(LIMIT, BOOLEAN).isTrue();
    }

    private ResolverLease lease(String owner, Part part) {
        var system = (ExtendedActorSystem) Adapter.toClassic(node.system());
        var lease = DatabaseLease.of(system, "florin.lease", name, owner);
        return new ResolverLease(lease, () -> part);
    }

    private static boolean answer(ResolverLease lease) throws Exception {
        return lease.acquire().toCompletableFuture().get(LIMIT.toSeconds(), SECONDS);
    }
}
