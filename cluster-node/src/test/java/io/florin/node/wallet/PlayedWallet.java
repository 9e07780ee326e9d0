package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.node.rules.Phrases;
import io.florin.node.rules.Stored;
import io.florin.node.rules.WalletScript;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;

/**
 * A wallet's actor, open and with 100, and the test plays its journal: {@code
 * EventSourcedBehaviorTestKit} waits for each write before it lets anybody ask again. No stash of
 * Pekko's has room for what comes during a write or a back-off.
 */
final class PlayedWallet implements AutoCloseable {
    private static final String OPEN =
            """
            open k=O              | Opened
            deposit 100 k=D ref=R | Deposited
            """;

    private final ActorTestKit kit =
            ActorTestKit.create(
                    ConfigFactory.parseString(
                                    """
                                    pekko.actor.typed.restart-stash-capacity = 4
                                    pekko.persistence.typed.stash-capacity = 4
                                    """)
                            .withFallback(PersistenceTestKitPlugin.config())
                            .withFallback(PersistenceTestKitSnapshotPlugin.config()));

    private final Stage stage = new Stage(kit);
    private final PlayedJournal journal = new PlayedJournal();
    private final ActorRef<WalletMessage> actor;

    PlayedWallet() {
        past(OPEN).forEach(event -> stage.stored().add(Phrases.ME, event));
        stage.stored().kit().withPolicy(journal);
        actor = stage.start();
    }

    Stage stage() {
        return stage;
    }

    PlayedJournal journal() {
        return journal;
    }

    void isToStop() {
        actor.tell(WalletMessage.Stop.STOP);
    }

    /** The outstanding write fails; returns when the wallet waits to be restarted. */
    void failsAndWaits() {
        LoggingTestKit.error("saw failure")
                .expect(
                        kit.system(),
                        () -> {
                            journal.fails();
                            return true;
                        });
    }

    /** Another incarnation of the wallet, which knows what is open. */
    void anotherWrites(String row) {
        stage.stored().add(Phrases.ME, past(OPEN + row).getLast());
    }

    private static List<WalletEvent> past(String table) {
        return WalletScript.play(table).past().all().stream().map(Stored::event).toList();
    }

    /** Whoever would have heard something has heard it before a look is answered. */
    void hasNothingMoreToSayTo(Caller... callers) {
        var last = stage.caller();
        last.says("look");
        assertThat(last.hears()).startsWith("wallet v");
        for (var caller : callers) caller.hasHeardNothingMore();
    }

    /** Waits for it; nobody finds the wallet then. */
    void hasEnded() {
        kit.createTestProbe().expectTerminated(actor);
        assertThat(stage.hasActor()).isFalse();
    }

    @Override
    public void close() {
        journal.fails(); // what a failed test has left outstanding
        kit.shutdownTestKit();
    }
}
