package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.rules.Phrases;
import io.florin.node.rules.WalletScript;
import io.florin.node.rules.Wording;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.WalletReply;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The door to wallets, on a real node. Before the node has joined a cluster no shard has a place,
 * so that every wallet is silent.
 */
class ShardedWalletsTest {
    private static final WalletId ME = Phrases.ME;
    private static final WalletId BOB = ME.sibling("bob");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LoneNode node = new LoneNode();
    private final ShardedWallets wallets = node.wallets(10_000, 10);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aCommandToASilentWalletIsInDoubtAndAQuestionIsNotTaken() {
        var hasty = node.wallets(50, 10);
        assertThat(heard(say(hasty, ME, "open k=O"))).isEqualTo("in doubt");
        assertThat(heard(say(hasty, ME, "look"))).isEqualTo("unavailable (not taken)");

        node.join();
        // What was given up is not done later.
        assertThat(heard(say(wallets, ME, "look"))).isEqualTo("wallet_not_found");
        assertThat(heard(say(wallets, ME, "open k=O"))).isEqualTo("wallet v1");
        assertThat(heard(say(wallets, ME, "look"))).isEqualTo("wallet v1");
    }

    @Test
    void theDoorTakesABoundedNumberOfRequestsAtATime() {
        var narrow = node.wallets(1_500, 2);
        var first = say(narrow, ME, "open k=O");
        var second = say(narrow, BOB, "look");
        assertThat(heard(say(narrow, ME, "deposit 1 k=D"))).isEqualTo("busy (not taken)");
        assertThat(heard(say(narrow, BOB, "look"))).isEqualTo("busy (not taken)");
        assertThat(narrow.inFlight()).isEqualTo(2);

        assertThat(heard(first)).isEqualTo("in doubt");
        assertThat(heard(second)).isEqualTo("unavailable (not taken)");
        assertThat(narrow.inFlight()).isZero();
        assertThat(say(narrow, BOB, "look")).isNotDone();
    }

    /** The first time it may have been taken; that there is no room for a second says nothing. */
    @Test
    void whatFindsNoRoomWhenItIsSentAgainIsStillInDoubt() {
        var narrow = node.wallets(1_500, 1);
        var first = say(narrow, ME, "open k=O");
        await().pollInterval(Duration.ofMillis(5)).until(() -> narrow.inFlight() == 0);
        var other = say(narrow, BOB, "look");
        assertThat(heard(first)).isEqualTo("in doubt");
        assertThat(heard(other)).isEqualTo("unavailable (not taken)");
    }

    /** It would meet itself, and be refused for that. */
    @Test
    void whatHasNoNameIsNotSentAgain() {
        var door = node.wallets(3_000, 1);
        var nameless = say(door, ME, "open");
        // A second attempt would begin after a second and a pause, and leave no time to begin anew.
        await().during(Duration.ofMillis(1_300))
                .atMost(Duration.ofMillis(2_000))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> door.inFlight() == 1);
        assertThat(heard(nameless)).isEqualTo("in doubt");
    }

    @Test
    void aTransferBetweenTwoWalletsCompletes() {
        openBoth();
        assertThat(heard(say(wallets, ME, "transfer t1 bob:40"))).isEqualTo("t1 completed");
        assertThat(heard(say(wallets, ME, "transfer t2 carol:40")))
                .isEqualTo("destination_not_found");
        assertThat(heard(say(wallets, ME, "transfer t1 bob:40"))).isEqualTo("t1 completed again");
        assertThat(heard(say(wallets, BOB, "withdraw 40 k=W"))).isEqualTo("withdrawal -> 0");
        assertThat(wallets.inFlight()).isZero();
    }

    @Test
    void aSleepingWalletIsWokenByWhatAnotherSendsIt() {
        openBoth();
        await().until(() -> node.awake().isEmpty());

        assertThat(heard(say(wallets, ME, "transfer t1 bob:40"))).isEqualTo("t1 completed");
        assertThat(Wording.events(node.stored().of(BOB))).isEqualTo("Opened, Credited");
    }

    @Test
    void whatAWalletHasHeardIsRecordedBeforeItFallsAsleep() {
        openBoth();
        assertThat(heard(say(wallets, ME, "transfer t1 bob:40"))).isEqualTo("t1 completed");

        await().until(() -> node.awake().isEmpty());
        assertThat(Wording.events(node.stored().of(ME)))
                .isEqualTo("Opened, Deposited, Debited, Settled");
    }

    @Test
    void aWalletIsWokenToFinishWhatItHasBegun() {
        node.join();
        WalletScript.play(
                        """
                        open k=O           | Opened
                        deposit 100 k=D    | Deposited
                        transfer t1 bob:40 | Debited
                        """)
                .past()
                .all()
                .forEach(past -> node.stored().add(ME, past.event()));
        assertThat(heard(say(wallets, BOB, "open k=O"))).isEqualTo("wallet v1");

        wallets.wake(ME);
        await().untilAsserted(() ->
                assertThat(Wording.events(node.stored().of(BOB))).isEqualTo("Opened, Credited"));
    }

    private void openBoth() {
        node.join();
        assertThat(heard(say(wallets, BOB, "open k=O"))).isEqualTo("wallet v1");
        assertThat(heard(say(wallets, ME, "open k=O"))).isEqualTo("wallet v1");
        assertThat(heard(say(wallets, ME, "deposit 100 k=D"))).isEqualTo("deposit -> 100");
    }

    private static CompletionStage<WalletReply> say(
            ShardedWallets door, WalletId wallet, String words) {
        var phrase = Phrases.of(words, WalletScript.START);
        var request = phrase.request();
        return request == null
                ? door.ask(wallet, Objects.requireNonNull(phrase.inquiry(), words))
                : door.execute(wallet, request);
    }

    private static String heard(CompletionStage<WalletReply> reply) {
        return Wording.reply(assertThat(reply).succeedsWithin(PATIENCE).actual());
    }
}
