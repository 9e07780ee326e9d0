package io.florin.node.ai;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentRulesTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "send 5000 to Ada                  | transfer | 5000    | Ada",
                "Send 5k to Ada                    | transfer | 5000    | Ada",
                "abeg transfer ₦1,250.50 to ada    | transfer | 1250.50 | ada",
                "pay N200 to 08031234567           | transfer | 200     | 08031234567",
                "send money                        | transfer |         |",
                "send 1.5k to O'Neil               | transfer |         | O'Neil",
                "buy 500 airtime                   | airtime  | 500     |",
                "2GB data please                   | data     |         |",
                "pay my electricity bill 3000      | bill     | 3000    |",
                "save 10,000 for me                | savings  | 10000   |",
                "how much do I have                | balance  |         |",
                "what is my balance                | balance  |         |",
                "show transactions                 | history  |         |",
                "cancel that transfer              | cancel   |         |",
                "help                              | help     |         |",
                "Good morning                      | greeting |         |",
                "hi                                | greeting |         |",
                "this is nothing                   | unknown  |         |",
                "the sender is unknown             | unknown  |         |",
                "₦₦₦                               | unknown  |         |"
            },
            delimiter = '|')
    void wordsSayWhatIsWanted(
            String text, String wish, @Nullable String amount, @Nullable String recipient) {
        var guess = IntentRules.guess(text);
        assertThat(guess.wish().word()).isEqualTo(wish);
        assertThat(guess.amount()).isEqualTo(amount);
        assertThat(guess.recipient()).isEqualTo(recipient);
    }

    @ParameterizedTest
    @CsvSource({"5000, true", "0.5, true", "12.345, false", "-5, false", "5k, false", "'', false"})
    void anAmountIsDigits(String text, boolean isOne) {
        assertThat(IntentRules.amount(text).isPresent()).isEqualTo(isOne);
    }
}
