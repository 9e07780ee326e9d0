package io.florin.edge.payment;

import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.refusal.Refusal;
import java.util.Set;

/**
 * Whether an asset is money that a provider moves, with as many decimals as it gives it. They are
 * those of ISO 4217 but for some currencies, which it does not move here.
 */
final class Currency {
    /** Stripe takes the first two with two decimals, and the third without. */
    private static final Set<String> UNLIKE_AT_STRIPE = Set.of("ISK", "UGX", "MGA");

    private Currency() {}

    static Money require(Call call, Provider provider, Money money) throws Unfit {
        var decimals = decimals(money.asset());
        var scale = call.app().scales().get(money.asset());
        if (isUnlike(provider, money.asset())) {
            throw new Unfit(
                    Refusal.CURRENCY_UNFIT,
                    provider.word() + " counts " + money.asset() + " in other units.");
        }
        if (scale != null && scale == decimals) return money;
        throw new Unfit(
                Refusal.CURRENCY_UNFIT,
                money.asset() + " is no currency, or the app gives it other decimals.");
    }

    static boolean isUnlike(Provider provider, Asset asset) {
        return switch (provider) {
            case STRIPE -> UNLIKE_AT_STRIPE.contains(asset.code());
            case OMISE -> false;
        };
    }

    private static int decimals(Asset asset) {
        return java.util.Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(asset.code()))
                .findFirst()
                .map(java.util.Currency::getDefaultFractionDigits)
                .orElse(-1);
    }
}
