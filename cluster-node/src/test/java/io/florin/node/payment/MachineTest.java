package io.florin.node.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.PayoutState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state against every word; a dash is no change. */
class MachineTest {
    private static final List<Word> WORDS = List.of(Word.values());

    @ParameterizedTest
    @CsvSource({
        // from,    PENDING, DECLINED, SUCCEEDED, FAILED, EXPIRED, CANCELED
        "CREATED,   PENDING, DECLINED, SUCCEEDED, FAILED, EXPIRED, CANCELED",
        "UNKNOWN,   PENDING, DECLINED, SUCCEEDED, FAILED, EXPIRED, CANCELED",
        "PENDING,   -,       DECLINED, SUCCEEDED, FAILED, EXPIRED, CANCELED",
        "DECLINED,  PENDING, -,        SUCCEEDED, FAILED, EXPIRED, CANCELED",
        "SUCCEEDED, -,       -,        -,         -,      -,       -",
        "FAILED,    -,       -,        -,         -,      -,       -",
        "EXPIRED,   -,       -,        -,         -,      -,       -",
        "CANCELED,  -,       -,        -,         -,      -,       -"
    })
    void payments(
            PaymentState from,
            String pending,
            String declined,
            String succeeded,
            String failed,
            String expired,
            String canceled) {
        var expected = List.of(pending, declined, succeeded, failed, expired, canceled);
        for (var word : WORDS) {
            var next = Machine.payment(from, word).map(Enum::name).orElse("-");
            assertThat(next)
                    .as(from + " hears " + word)
                    .isEqualTo(expected.get(WORDS.indexOf(word)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // from,           PENDING, DECLINED, SUCCEEDED, FAILED,   EXPIRED, CANCELED
        "REQUESTED,        -,       -,        -,         -,        -,       -",
        "PENDING_APPROVAL, -,       -,        -,         -,        -,       -",
        "APPROVED,         SENT,    FAILED,   PAID,      FAILED,   FAILED,  CANCELED",
        "UNKNOWN,          SENT,    FAILED,   PAID,      FAILED,   FAILED,  CANCELED",
        "SENT,             -,       FAILED,   PAID,      FAILED,   FAILED,  CANCELED",
        "PAID,             -,       -,        -,         REVERSED, -,       REVERSED",
        "REVERSED,         -,       -,        -,         -,        -,       -",
        "REJECTED,         -,       -,        -,         -,        -,       -",
        "FAILED,           -,       -,        -,         -,        -,       -",
        "CANCELED,         -,       -,        -,         -,        -,       -"
    })
    void payouts(
            PayoutState from,
            String pending,
            String declined,
            String succeeded,
            String failed,
            String expired,
            String canceled) {
        var expected = List.of(pending, declined, succeeded, failed, expired, canceled);
        for (var word : WORDS) {
            var next = Machine.payout(from, word).map(Enum::name).orElse("-");
            assertThat(next)
                    .as(from + " hears " + word)
                    .isEqualTo(expected.get(WORDS.indexOf(word)));
        }
    }

    /** Of what stays as it is somebody has to know that it should not. */
    @Test
    void aSuccessAfterAnotherEndIsNotJustOld() {
        for (var word : WORDS) {
            boolean succeeded = word == Word.SUCCEEDED;
            for (var state : PaymentState.values()) {
                var others =
                        Set.of(PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CANCELED);
                assertThat(Machine.isTooLate(state, word))
                        .as(state + " hears " + word)
                        .isEqualTo(succeeded && others.contains(state));
            }
            for (var state : PayoutState.values()) {
                var others = Set.of(PayoutState.REJECTED, PayoutState.FAILED, PayoutState.CANCELED);
                assertThat(Machine.isTooLate(state, word))
                        .as(state + " hears " + word)
                        .isEqualTo(succeeded && others.contains(state));
            }
        }
    }

    /** Late, twice and out of order: a success among the words is the end, if it was the first. */
    @Test
    void theOrderOfWordsDoesNotMatterOnceOneIsFinal() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            var words =
                    new ArrayList<>(
                            List.of(
                                    Word.PENDING,
                                    Word.DECLINED,
                                    Word.SUCCEEDED,
                                    Word.SUCCEEDED,
                                    Word.PENDING));
            Collections.shuffle(words, random);
            var state = PaymentState.CREATED;
            for (var word : words) state = Machine.payment(state, word).orElse(state);
            assertThat(state).as(words.toString()).isEqualTo(PaymentState.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "requires_payment_method, false, PENDING",
        "requires_payment_method, true,  DECLINED",
        "requires_confirmation,   false, PENDING",
        "requires_action,         false, PENDING",
        "processing,              false, PENDING",
        "requires_capture,        false, PENDING",
        "succeeded,               false, SUCCEEDED",
        "canceled,                false, CANCELED",
        "a_word_of_tomorrow,      false, PENDING"
    })
    void stripesWordsOfAnIntent(String status, boolean refused, Word word) {
        assertThat(Word.ofIntent(status, refused)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "in_transit, PENDING",
        "paid, SUCCEEDED",
        "succeeded, SUCCEEDED",
        "failed, FAILED",
        "canceled, CANCELED",
        "a_word_of_tomorrow, PENDING"
    })
    void stripesWordsOfAPayout(String status, Word word) {
        assertThat(Word.ofStripePayout(status)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "successful, SUCCEEDED",
        "failed, FAILED",
        "expired, EXPIRED",
        "reversed, CANCELED",
        "a_word_of_tomorrow, PENDING"
    })
    void omisesWordsOfACharge(String status, Word word) {
        assertThat(Word.ofCharge(status)).isEqualTo(word);
    }

    /** That it was sent says only that a bank has it; a dash is for a person to decide. */
    @ParameterizedTest
    @CsvSource({
        "false, false, PENDING",
        "false, true, FAILED",
        "true, false, SUCCEEDED",
        "true, true, -"
    })
    void omisesWordsOfATransfer(boolean paid, boolean failed, String word) {
        assertThat(Word.ofTransfer(paid, failed).map(Enum::name).orElse("-")).isEqualTo(word);
    }

    @Test
    void ofAnotherProcessNobodySaysThatItHasExited() {
        var self = OwnProcess.find();
        assertThat(self.hasExited(self.name())).isFalse();
        assertThat(self.hasExited("elsewhere/1/1")).isFalse();
    }

    @Test
    void aProcessOfThisMachineThatIsNotThereHasExited() throws Exception {
        var process = new ProcessBuilder("true").start();
        long pid = process.pid();
        assertThat(process.waitFor()).isZero();
        var self = OwnProcess.find().name();
        var place = self.substring(0, self.lastIndexOf('/', self.lastIndexOf('/') - 1));
        assertThat(OwnProcess.find().hasExited(place + "/" + pid + "/1")).isTrue();
    }
}
