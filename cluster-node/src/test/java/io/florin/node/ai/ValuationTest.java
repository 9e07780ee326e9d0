package io.florin.node.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "100, 0, 6000",
        "0, 100, 4000",
        "100, 100, 10000",
        "90, 50, 7400",
        "33, 33, 3300",
        "1, 1, 100"
    })
    void aMatchIsSixtyPercentKeywordsAndFortyPercentSimilarity(int words, int near, int match) {
        assertThat(Valuation.match(words, near)).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "2000, 10",
        "2001, 50",
        "5000, 50",
        "5001, 100",
        "7500, 100",
        "7501, 150",
        "9000, 150",
        "9001, 200",
        "10000, 200"
    })
    void theMatchGivesTheBase(int match, int base) {
        assertThat(Valuation.base(match)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5",
        "299, 5",
        "300, 8",
        "499, 8",
        "500, 10",
        "999, 10",
        "1000, 12",
        "2999, 12",
        "3000, 15",
        "4999, 15",
        "5000, 20",
        "900000, 20"
    })
    void theLengthMultiplies(int words, int tenths) {
        assertThat(Valuation.lengthTenths(words)).isEqualTo(tenths);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 10", "3, 12", "4, 14", "5, 15"})
    void theLevelMultiplies(int level, int tenths) {
        assertThat(Valuation.levelTenths(level)).isEqualTo(tenths);
    }

    @ParameterizedTest
    @CsvSource({
        // match, words, level, credits
        "10000,   500,   2,     200",
        "10000,   5000,  5,     600",
        "0,       0,     1,     4",
        "7400,    3,     3,     60",
        // 10 x 1.2 x 1.4 are 16.8
        "0,       1000,  4,     16",
        // 50 x 0.5 x 1.5 are 37.5
        "3000,    10,    5,     37",
        "9000,    300,   1,     96"
    })
    void creditsAreWholeOnes(int match, int words, int level, int credits) {
        assertThat(Valuation.credits(match, words, level)).isEqualTo(credits);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''; 0", "' '; 0", "one; 1", "' one  two\nthree\t'; 3", "'สวัสดี ครับ'; 2"},
            delimiter = ';')
    void wordsStandBetweenGaps(String text, int words) {
        assertThat(Valuation.words(text)).isEqualTo(words);
    }

    @Test
    void whatIsNoScoreAndNoLevelIsRefused() {
        assertThatThrownBy(() -> Valuation.match(101, 0)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> Valuation.match(0, -1)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> Valuation.levelTenths(0)).hasMessageContaining("1 to 5");
        assertThatThrownBy(() -> Valuation.levelTenths(6)).hasMessageContaining("1 to 5");
    }
}
