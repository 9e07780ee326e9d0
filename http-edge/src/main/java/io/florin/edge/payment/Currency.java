package io.florin.edge.payment;

import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;

/** Whether an asset is money that providers move, with as many decimals as they give it. */
final class Currency {
    private Currency() {}

    static Money require(Call call, Money money) throws Unfit {
        var decimals = decimals(money.asset());
        var scale = call.app().scales().get(money.asset());
        if (scale != null && scale == decimals) return money;
        throw new Unfit(
                Refusal.CURRENCY_UNFIT,
                money.asset() + " is no currency, or the app gives it other decimals.");
    }

    private static int decimals(Asset asset) {
        return java.util.Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(asset.code()))
                .findFirst()
                .map(java.util.Currency::getDefaultFractionDigits)
                .orElse(-1);
    }
}
