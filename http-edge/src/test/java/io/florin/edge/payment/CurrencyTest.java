package io.florin.edge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.money.Asset;
import io.florin.protocol.payment.Provider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Currencies of which a provider counts other units than ISO 4217 says. */
class CurrencyTest {
    @ParameterizedTest
    @CsvSource({
        "STRIPE, ISK, true", "STRIPE, UGX, true", "STRIPE, MGA, true",
        "STRIPE, USD, false", "STRIPE, JPY, false", "OMISE, THB, false"
    })
    void whatAProviderCountsInOtherUnits(Provider provider, String asset, boolean unlike) {
        assertThat(Currency.isUnlike(provider, new Asset(asset))).isEqualTo(unlike);
    }
}
