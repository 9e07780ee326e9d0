package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.chaos.Bank.Lie;
import io.florin.sandbox.wire.Link;
import io.florin.sandbox.wire.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A round that finds nothing in a planted defect, of the nodes or of the fault, is none. */
class RoundTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final List<String> WALLETS =
            IntStream.range(0, 12).mapToObj("wallet-%d"::formatted).toList();

    private final Yard yard = new Yard();

    private Outcome play(Fault fault) throws InterruptedException {
        var scene = new Scene(yard, new Bank(Lie.NONE), new Book(1), new Tally(), WALLETS);
        var load = new Load(scene.client(), scene.book(), WALLETS, 1);
        var pace = new Round.Pace(SHORT, Duration.ZERO, SETTLED, Duration.ofSeconds(5));
        return new Round(scene, load, pace).play(new Schedule.Step(1, Kind.KILL, fault));
    }

    @Test
    void ofAKilledNodeThatIsTakenOverNothingIsFound() throws Exception {
        assertThat(play(new Fault.Killed(2)).line()).contains(" ms  in order");
    }

    @Test
    void whoDiesBesideTheKilledIsNamedInTheLine() throws Exception {
        yard.takeAlong(3, 1);
        assertThat(play(new Fault.Killed(2)).line())
                .endsWith("RED: node 3 ended unasked with status 1: It said something.");
    }

    @Test
    void whoDiesTwiceWasKilledOnce() throws Exception {
        yard.takeAlong(2, Fault.KILLED);
        assertThat(play(new Fault.Killed(2)).line()).contains("RED: node 2 ended unasked");
    }

    @Test
    void whoDiedBeforeTheFaultIsNamedToo() throws Exception {
        yard.end(2, Fault.KILLED);
        assertThat(play(new Fault.Killed(2)).line()).contains("RED: node 2 ended unasked");
    }

    /** It is whole as soon as the cables are mended, and a part of it is downed a moment later. */
    @Test
    void whatIsDecidedLateBelongsToTheFault() throws Exception {
        yard.show(true, true, false, false, true);
        var outcome = play(new Fault.Paused(2, Duration.ZERO));
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.whole()).isGreaterThan(SHORT);
    }

    @Test
    void aClusterThatStaysTornIsFound() throws Exception {
        yard.show(Collections.nCopies(1_000, false).toArray(Boolean[]::new));
        assertThat(play(new Fault.Killed(2)).findings())
                .containsExactly("the cluster is not whole again within PT5S");
    }

    @Test
    void bothWhoAreKilledHaveEnded() throws Exception {
        assertThat(play(new Fault.TwoKilled(2, 3, SHORT)).findings()).isEmpty();
        yard.takeAlong(1, Fault.DOWNED);
        assertThat(play(new Fault.TwoKilled(2, 3, SHORT)).findings())
                .anyMatch(finding -> finding.startsWith("node 1 ended unasked with status 255"));
    }

    @Test
    void aCutCableThatNothingGoesOverIsNoFault() throws Exception {
        assertThat(play(new CableFault.WithoutDatabase(1, SHORT)).findings())
                .containsExactly("1 of 1 struck cables held nothing up, so there was no fault");
        assertThat(play(new CableFault.WithoutBroker(3, SHORT)).findings())
                .containsExactly("1 of 1 struck cables held nothing up, so there was no fault");
        assertThat(play(new CableFault.SlowCables(SHORT, 3, SHORT)).line())
                .contains("RED: 6 of 6 struck cables");
        assertThat(play(new CableFault.PacketsLost(100, 1, 3, SHORT)).line())
                .contains("RED: 6 of 6 struck cables");
    }

    @Test
    void aCutCableThatSomethingWaitsOnIsOne() throws Exception {
        var over = new AtomicBoolean();
        var link = yard.toDatabase(1);
        try (var cable = cable(link)) {
            var caller = Thread.ofVirtual().start(() -> call(cable.port(), over));
            assertThat(play(new CableFault.WithoutDatabase(1, SHORT)).findings()).isEmpty();
            over.set(true);
            caller.join(SHORT);
        }
        assertThat(link.held()).isPositive();
    }

    /** Of the money nothing waits for Kafka: all calls are those of others. */
    @Test
    void aNodeWithoutItsBrokerHoldsNobodyUp() throws Exception {
        var over = new AtomicBoolean();
        try (var cable = cable(yard.toBroker(2))) {
            var caller = Thread.ofVirtual().start(() -> call(cable.port(), over));
            var outcome = play(new CableFault.WithoutBroker(2, SHORT));
            assertThat(outcome.line()).contains("node 2 to Kafka").contains(" ms  in order");
            assertThat(outcome.others().isEmpty()).isFalse();
            over.set(true);
            caller.join(SHORT);
        }
        assertThat(yard.toBroker(2).held()).isPositive();
        assertThat(yard.toBroker(1).held()).isZero();
    }

    /** Each of them: a node that one neighbour still hears is not cut off. */
    @Test
    void aNodeThatIsStillHeardIsNotCutOff() throws Exception {
        var over = new AtomicBoolean();
        try (var cable = cable(yard.between(1, 2))) {
            var caller = Thread.ofVirtual().start(() -> call(cable.port(), over));
            assertThat(play(new CableFault.CutOff(1, false, 3, SHORT)).findings())
                    .containsExactly("3 of 4 struck cables held nothing up, so there was no fault");
            assertThat(play(new CableFault.PacketsLost(100, 1, 3, SHORT)).findings()).isEmpty();
            over.set(true);
            caller.join(SHORT);
        }
    }

    /** To a server that hangs up at once: to call it is enough. */
    private static Proxy cable(Link link) {
        var nobody = new InetSocketAddress(HERE, 1);
        return Proxy.start(new InetSocketAddress(HERE, 0), nobody, _ -> link);
    }

    private static void call(int port, AtomicBoolean over) {
        while (!over.get()) {
            try (var socket = new Socket(HERE, port)) {
                socket.setSoTimeout(1);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            } catch (IOException e) {
                return; // The test is over.
            }
        }
    }
}
