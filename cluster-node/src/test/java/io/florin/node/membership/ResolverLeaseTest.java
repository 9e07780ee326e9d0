package io.florin.node.membership;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.BOOLEAN;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which part of a torn cluster gets the lease, when others have had it before. */
class ResolverLeaseTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final UniqueAddress ONE = member("127.0.0.1", 1);
    private static final UniqueAddress TWO = member("127.0.0.2", 2);
    private static final UniqueAddress THREE = member("127.0.0.3", 3);
    private static final UniqueAddress FRESH = member("127.0.0.2", 4);
    private static final Set<UniqueAddress> ALL = Set.of(ONE, TWO, THREE);
    private static final String SETTINGS =
            """
            pekko.actor.provider = local
            florin.lease.heartbeat-timeout = 3 s
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
        var lease = lease(ONE, part(Set.of(ONE, TWO), Set.of(THREE)));
        assertThat(answer(lease)).isTrue();
        await().during(LIFE.plus(LIFE.dividedBy(2)))
                .atMost(LIFE.multipliedBy(4))
                .until(() -> isHeldBy(ONE));
        assertThat(answer(lease(THREE, part(Set.of(THREE), Set.of(ONE, TWO))))).isFalse();
    }

    /** What the part has seen as it decided, and sees as it asks. */
    static Stream<Arguments> smallerParts() {
        var alone = part(Set.of(THREE), Set.of(ONE, TWO));
        return Stream.of(
                arguments("all are heard again", alone, part(ALL, Set.of()), false),
                arguments(
                        "one is heard again", alone, part(Set.of(THREE, ONE), Set.of(TWO)), false),
                arguments("nobody is heard", alone, alone, true),
                arguments(
                        "they have been replaced",
                        alone,
                        part(Set.of(THREE, FRESH), Set.of()),
                        true),
                arguments(
                        "of two, one is heard again",
                        part(Set.of(TWO), Set.of(ONE)),
                        part(Set.of(ONE, TWO), Set.of()),
                        true),
                arguments(
                        "the larger part hears the other again",
                        part(Set.of(ONE, TWO), Set.of(THREE)),
                        part(ALL, Set.of()),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallerParts")
    void aSmallerPartThatHearsTheOthersAgainIsRefused(
            String what, Part then, Part now, boolean answer) throws Exception {
        var seen = new AtomicReference<>(then);
        var lease = lease(THREE, seen::get);
        assertThat(lease.checkLease()).as("Pekko is to ask each time").isFalse();
        seen.set(now);
        assertThat(answer(lease)).as(what).isEqualTo(answer);
    }

    @Test
    void whatAMemberOfThePartHoldsIsTheParts() throws Exception {
        var part = part(Set.of(ONE, TWO), Set.of(THREE));
        assertThat(answer(lease(TWO, part))).isTrue();
        assertThat(answer(lease(ONE, part))).isTrue();
        await().during(LIFE).atMost(LIFE.multipliedBy(3)).until(() -> isHeldBy(ONE));
    }

    @Test
    void ofAHolderThatHasDiedItIsFreeInTime() throws Exception {
        hold("1 s");
        assertThat(answer(lease(ONE, part(Set.of(ONE), Set.of(TWO))))).isTrue();
    }

    @Test
    void aHolderThatLivesIsRecognizedBeforeThat() throws Exception {
        assertThat(answer(lease(TWO, part(Set.of(TWO, THREE), Set.of(ONE))))).isTrue();
        long began = System.nanoTime();
        assertThat(answer(lease(ONE, part(Set.of(ONE), Set.of(TWO, THREE))))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIFE);
    }

    @Test
    void aHolderThatHasItForLongerThanItsLifeIsNotWaitedFor() throws Exception {
        hold("1 min");
        assertThat(answer(lease(ONE, part(Set.of(ONE), Set.of(TWO))))).isFalse();
    }

    /** Pekko's time since the tear before is over just as another decision is taken. */
    @Test
    void whatWasAskedForJustNowIsNotGivenBack() throws Exception {
        var lease = lease(ONE, part(Set.of(ONE, TWO), Set.of(THREE)));
        var answer = lease.acquire().toCompletableFuture();
        var released = lease.release().toCompletableFuture();
        assertThat(released).succeedsWithin(LIMIT, BOOLEAN).isFalse();
        assertThat(answer).succeedsWithin(LIMIT, BOOLEAN).isTrue();
        await().during(LIFE.plus(LIFE.dividedBy(2)))
                .atMost(LIFE.multipliedBy(4))
                .until(() -> isHeldBy(ONE));
    }

    @Test
    void aDatabaseThatFailsIsAskedAgain() throws Exception {
        var lease = lease(ONE, part(Set.of(ONE), Set.of(TWO)));
        CompletableFuture<Boolean> answer;
        POSTGRES.execute("alter table lease rename to leased");
        try {
            answer = lease.acquire().toCompletableFuture();
            await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        } finally {
            POSTGRES.execute("alter table leased rename to lease");
        }
        assertThat(answer).succeedsWithin(LIMIT, BOOLEAN).isTrue();
    }

    private void hold(String time) {
        POSTGRES.execute(
                "insert into lease (name, owner, until) values ('%s', '%s', clock_timestamp() + interval '%s')"
                        .formatted(name, TWO.address().hostPort(), time));
    }

    private boolean isHeldBy(UniqueAddress member) {
        return POSTGRES.count(
                        "select count(*) from lease where until > clock_timestamp() and name = '"
                                + name
                                + "' and owner = '"
                                + member.address().hostPort()
                                + "'")
                == 1;
    }

    private static UniqueAddress member(String host, long uid) {
        return new UniqueAddress(new Address("pekko", "florin", host, 1), uid);
    }

    private static Part part(Set<UniqueAddress> reached, Set<UniqueAddress> missed) {
        return new Part(reached, missed);
    }

    private ResolverLease lease(UniqueAddress owner, Part part) {
        return lease(owner, () -> part);
    }

    private ResolverLease lease(UniqueAddress owner, Supplier<Part> part) {
        var system = (ExtendedActorSystem) Adapter.toClassic(node.system());
        var name = owner.address().hostPort();
        return new ResolverLease(DatabaseLease.of(system, "florin.lease", this.name, name), part);
    }

    private static boolean answer(ResolverLease lease) throws Exception {
        return lease.acquire().toCompletableFuture().get(LIMIT.toSeconds(), SECONDS);
    }
}
