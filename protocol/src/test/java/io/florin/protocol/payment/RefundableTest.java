package io.florin.protocol.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wallet gives for a refund. */
class RefundableTest {
    private static Refundable of(long price, long grant, long refunded, long taken) {
        return new Refundable(
                new Money(new Asset("THB"), price),
                new Money(new Asset("CREDIT"), grant),
                refunded,
                taken);
    }

    @ParameterizedTest
    @CsvSource({
        // price, grant, refunded, taken, amount, share; 0: not so much is left
        "9900, 600,  0,    0,   9900, 600",
        "9900, 600,  0,    0,   9901, 0",
        "9900, 600,  0,    0,   3300, 200",
        "9900, 600,  0,    0,   3301, 201",
        "9900, 600,  3301, 201, 3301, 200",
        "9900, 600,  6602, 401, 3298, 199",
        "9900, 600,  9900, 600, 1,    0",
        "100,  100,  40,   40,  60,   60",
        "100,  1,    0,    0,   1,    1",
        "100,  1,    1,    1,   1,    0",
        "1,    9007199254740991, 0, 0, 1, 9007199254740991",
        "9007199254740991, 9007199254740991, 0, 0, 9007199254740990, 9007199254740990"
    })
    void theShare(long price, long grant, long refunded, long taken, long amount, long share) {
        var found = of(price, grant, refunded, taken).share(amount).map(Money::minor).orElse(0L);
        assertThat(found).isEqualTo(share);
    }

    /** In whatever parts: all of the price takes all of the grant, never less than the share. */
    @Test
    void allOfThePriceTakesAllOfTheGrant() {
        var random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            long price = 1 + random.nextLong(100_000);
            long grant = price + random.nextLong(100_000);
            long refunded = 0;
            long taken = 0;
            while (refunded < price) {
                long amount = 1 + random.nextLong(price - refunded);
                taken += of(price, grant, refunded, taken).share(amount).orElseThrow().minor();
                refunded += amount;
                assertThat(taken * price).isGreaterThanOrEqualTo(grant * refunded);
            }
            assertThat(taken).isEqualTo(grant);
        }
    }
}
