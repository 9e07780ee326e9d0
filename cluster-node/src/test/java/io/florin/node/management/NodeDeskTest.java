package io.florin.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.typesafe.config.ConfigFactory;
import io.florin.node.management.DeskMessage.ChangeLevel;
import io.florin.node.management.DeskMessage.FindWallet;
import io.florin.node.management.DeskMessage.TellLevels;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LoggerName;
import io.florin.protocol.logging.LoggerSetting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.event.Logging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node's desk, with loggers of the test's own and a clock that the test turns. */
class NodeDeskTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final WalletId ANN = new WalletId("default", "ann");

    private final ActorTestKit kit =
            ActorTestKit.create(
                    ManualTime.config()
                            .withFallback(
                                    ConfigFactory.parseString(
                                            """
                                            pekko.actor.provider = local
                                            pekko.coordinated-shutdown {
                                              exit-jvm = off
                                              run-by-actor-system-terminate = off
                                            }
                                            """))
                            .withFallback(ConfigFactory.load()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final LoggerContext loggers = new LoggerContext();
    private final ActorRef<DeskMessage> desk =
            kit.spawn(
                    NodeDesk.create(
                            new ChangedLevels(loggers), ANN::equals, InstantSource.fixed(NOW)));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private boolean change(String logger, LogLevel level, int minutes) {
        var probe = kit.<DeskReply.LevelChanged>createTestProbe();
        var change = new LevelChange(new LoggerName(logger), level, minutes);
        desk.tell(new ChangeLevel(change, probe.ref()));
        return probe.receiveMessage().taken();
    }

    private Level level(String logger) {
        return loggers.getLogger(logger).getEffectiveLevel();
    }

    @Test
    void aLevelEndsByItselfAndAnotherChangeCountsAnew() {
        loggers.getLogger("io.florin.node").setLevel(Level.WARN);
        assertThat(change("io.florin.node", LogLevel.TRACE, 2)).isTrue();
        assertThat(level("io.florin.node")).isEqualTo(Level.TRACE);
        time.timePasses(Duration.ofSeconds(90));
        assertThat(change("io.florin.node", LogLevel.DEBUG, 2)).isTrue();
        time.timePasses(Duration.ofSeconds(119));
        assertThat(level("io.florin.node")).isEqualTo(Level.DEBUG);
        time.timePasses(Duration.ofSeconds(2));
        awaitLevel("io.florin.node", Level.WARN);
    }

    private void awaitLevel(String logger, Level level) {
        await().until(() -> level(logger).equals(level));
    }

    @Test
    void whoHadNoLevelHasNoneAgain() {
        change("io.florin.node.job", LogLevel.ERROR, 1);
        time.timePasses(Duration.ofMinutes(1));
        awaitLevel("io.florin.node.job", Level.DEBUG); // the root's
        assertThat(loggers.getLogger("io.florin.node.job").getLevel()).isNull();
    }

    @Test
    void itTellsWhatIsNotAsConfigured() {
        change("io.florin", LogLevel.INFO, 15);
        var probe = kit.<DeskReply.Levels>createTestProbe();
        desk.tell(new TellLevels(probe.ref()));
        assertThat(probe.receiveMessage().settings())
                .containsExactlyInAnyOrder(
                        new LoggerSetting("ROOT", LogLevel.DEBUG, LogLevel.DEBUG, null),
                        new LoggerSetting(
                                "io.florin", LogLevel.INFO, null, NOW.plusSeconds(15 * 60)));
    }

    @Test
    void onlySoManyAreChangedAtATime() {
        for (int number = 0; number < LogLevels.MAX_CHANGED; number++) {
            assertThat(change("io.florin.x" + number, LogLevel.INFO, 1)).isTrue();
        }
        assertThat(change("io.florin.more", LogLevel.INFO, 1)).isFalse();
        assertThat(change("io.florin.x0", LogLevel.WARN, 1)).isTrue();
        assertThat(loggers.getLogger("io.florin.more").getLevel()).isNull();
    }

    /** Pekko's own loggers ask its event stream first. */
    @Test
    void pekkoTellsDetailsForAsLong() {
        var stream = kit.system().classicSystem().eventStream();
        int configured = stream.logLevel();
        loggers.getLogger("ROOT").setLevel(Level.INFO);
        change("org.apache.pekko.cluster", LogLevel.DEBUG, 1);
        assertThat(stream.logLevel()).isEqualTo(Logging.DebugLevel());
        time.timePasses(Duration.ofMinutes(1));
        await().until(() -> stream.logLevel() == configured);
        assertThat(configured).isNotEqualTo(Logging.DebugLevel());
    }

    @Test
    void whenItEndsEverythingIsAsConfigured() {
        change("io.florin", LogLevel.ERROR, 240);
        kit.stop(desk);
        assertThat(loggers.getLogger("io.florin").getLevel()).isNull();
    }

    @Test
    void itSaysWhoLivesHere() {
        var probe = kit.<DeskReply.WalletFound>createTestProbe();
        desk.tell(new FindWallet(ANN, probe.ref()));
        desk.tell(new FindWallet(ANN.sibling("bob"), probe.ref()));
        assertThat(probe.receiveMessage().inMemory()).isTrue();
        assertThat(probe.receiveMessage().inMemory()).isFalse();
    }
}
