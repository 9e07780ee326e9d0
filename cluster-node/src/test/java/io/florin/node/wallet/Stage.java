package io.florin.node.wallet;

import static org.awaitility.Awaitility.await;

import io.florin.node.rules.Phrases;
import io.florin.node.rules.WalletScript;
import io.florin.node.rules.Wording;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/**
 * What the actor of the wallet {@link Phrases#ME} lives among in a test: a clock that the test
 * turns, other wallets that it speaks for, and the journal of Pekko's testkit.
 */
final class Stage {
    /** When an answer is recorded by itself, and a question repeated. */
    static final Duration SOON = Duration.ofMillis(20);

    static final int SNAPSHOT_EVERY_EVENTS = 4;
    static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorTestKit kit;
    private final AtomicReference<Instant> now = new AtomicReference<>(WalletScript.START);
    private final LocalWallets local = new LocalWallets();
    private final AtomicReference<Memory> memory;
    private final Ear<PeerMessage> peers;
    private final StoredEvents stored;

    Stage(ActorTestKit kit) {
        this.kit = kit;
        stored = new StoredEvents(PersistenceTestKit.create(kit.system()));
        memory = new AtomicReference<>(stored);
        peers = new Ear<>(kit.createTestProbe(), message("confirm bob/nobody/0"));
    }

    /** The wallet's actor, not yet started. */
    Behavior<WalletMessage> wallet() {
        var surroundings =
                new Surroundings(
                        settings(),
                        (wallet, queries, highest) -> memory.get().lookUp(wallet, queries, highest),
                        local,
                        peers.ref()::tell,
                        now::get);
        return WalletBehavior.create(Phrases.ME, surroundings);
    }

    private static WalletSettings settings() {
        var usual = ProcessSettings.DEFAULT;
        var process =
                new ProcessSettings(
                        usual.bounds(),
                        100,
                        usual.maxUndecided(),
                        usual.maxBatch(),
                        usual.maxWaiting(),
                        SOON.toMillis(),
                        SOON.toMillis(),
                        usual.repeatMaxMillis());
        return new WalletSettings(
                process, "wallet", SNAPSHOT_EVERY_EVENTS, SNAPSHOT_EVERY.toMillis(), 1, 1);
    }

    ActorRef<WalletMessage> start() {
        var actor = kit.spawn(wallet());
        await().pollDelay(Duration.ZERO).until(this::hasActor);
        return actor;
    }

    /** Whether other wallets find it here. */
    boolean hasActor() {
        return local.find(Phrases.ME) != null;
    }

    ActorRef<WalletMessage> actor() {
        return Objects.requireNonNull(local.find(Phrases.ME), "the wallet is not here");
    }

    /** Stops the wallet as sharding does, and waits until it has ended. */
    void end() {
        var wallet = actor();
        wallet.tell(WalletMessage.Stop.STOP);
        kit.createTestProbe().expectTerminated(wallet);
    }

    Caller caller() {
        return new Caller(this, new Ear<>(kit.createTestProbe(), new WalletReply.InDoubt()));
    }

    /** What another wallet says. */
    void peerSays(String phrase) {
        actor().tell(new WalletMessage.Peer(message(phrase)));
    }

    /** What another wallet hears next. */
    String peersHear() {
        return Wording.message(peers.hears());
    }

    void peersHaveHeardNothingMore() {
        peers.hasHeardNothingMore();
    }

    /** From now on. */
    void remembersBy(Memory other) {
        memory.set(other);
    }

    StoredEvents stored() {
        return stored;
    }

    void turnClock(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** A caller's message, in the words of {@link Phrases}. */
    WalletMessage message(String words, ActorRef<WalletReply> replyTo) {
        var phrase = Phrases.of(words, now.get());
        var deadline = now.get().plus(PATIENCE);
        var request = phrase.request();
        return request == null
                ? new WalletMessage.Ask(
                        Objects.requireNonNull(phrase.inquiry(), words), deadline, replyTo)
                : new WalletMessage.Execute(request, deadline, replyTo);
    }

    private PeerMessage message(String words) {
        return Objects.requireNonNull(Phrases.of(words, now.get()).message(), words);
    }
}
