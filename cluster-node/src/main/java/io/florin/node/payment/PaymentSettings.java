package io.florin.node.payment;

import com.typesafe.config.Config;
import io.florin.node.provider.Circuit;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Provider;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How payments are made; read from {@value #PATH}, and who the providers are from florin.providers.
 *
 * @param accounts of those providers that there is a key for; the others are off
 * @param waitMillis how long who asks for a payment waits for the provider's first answer
 * @param maxCalls of the door, under way at once
 * @param quietMillis for so long after a request a provider without keys may still act on it,
 *     though it shows nothing
 * @param recheckMillis what nothing was heard of for so long is asked about
 * @param recheckMost so many are asked about at a time
 * @param reversibleDays what was paid out longer ago does not come back
 * @param circuit when a provider that is out of order is given a rest, and for how long
 */
public record PaymentSettings(
        Map<Provider, Account> accounts,
        long waitMillis,
        int maxCalls,
        long quietMillis,
        long recheckMillis,
        int recheckMost,
        int reversibleDays,
        Circuit.Settings circuit) {
    public static final String PATH = "florin.payments";
    private static final String PROVIDERS = "florin.providers.";
    private static final int HOUR_MILLIS = 3_600_000;

    /**
     * One of ours at a provider.
     *
     * @param currency in which all of its payouts are made; null: each says its own
     */
    public record Account(
            URI apiBase,
            String secretKey,
            int connectMillis,
            int readMillis,
            @Nullable Asset currency) {
        /** Whether a payout of it can be of this money. */
        boolean sends(Money money) {
            return currency == null || currency.equals(money.asset());
        }

        @Override
        public String toString() {
            return "Account[" + apiBase + "]";
        }
    }

    public PaymentSettings {
        accounts = Map.copyOf(accounts);
        require("wait-millis", waitMillis, 1, 60_000);
        require("max-calls", maxCalls, 1, 10_000);
        require("quiet-millis", quietMillis, 1, HOUR_MILLIS);
        require("recheck-millis", recheckMillis, 1, HOUR_MILLIS);
        require("recheck-most", recheckMost, 1, 1_000);
        require("reversible-days", reversibleDays, 1, 365);
    }

    private static void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    public static PaymentSettings from(Config root) {
        var config = root.getConfig(PATH);
        int connect = config.getInt("connect-millis");
        int read = config.getInt("read-millis");
        require("connect-millis", connect, 1, 60_000);
        require("read-millis", read, 1, 60_000);
        var accounts = new EnumMap<Provider, Account>(Provider.class);
        for (var provider : Provider.values()) {
            var path = PROVIDERS + provider.word();
            if (!root.hasPath(path + ".secret-key")) continue;
            var key = root.getString(path + ".secret-key");
            if (key.isBlank()) continue;
            var account = new Account(base(root, path), key, connect, read, currency(root, path));
            accounts.put(provider, account);
        }
        return new PaymentSettings(
                accounts,
                config.getLong("wait-millis"),
                config.getInt("max-calls"),
                config.getLong("quiet-millis"),
                config.getLong("recheck-millis"),
                config.getInt("recheck-most"),
                config.getInt("reversible-days"),
                Circuit.Settings.of(
                        PATH + ".circuit",
                        config.getInt("circuit.failures"),
                        config.getLong("circuit.reset-millis")));
    }

    private static @Nullable Asset currency(Config root, String path) {
        var key = path + ".currency";
        if (!root.hasPath(key)) return null;
        var text = root.getString(key);
        if (text.matches("[A-Z]{3}")) return new Asset(text);
        throw new IllegalArgumentException(
                key + " is '" + text + "': set it to the account's currency, such as THB.");
    }

    private static URI base(Config root, String path) {
        var key = path + ".api-base";
        var text = root.getString(key);
        try {
            var uri = URI.create(text);
            if (uri.isAbsolute() && uri.getHost() != null) return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is no address: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                key + " is '" + text + "': set it to an address such as https://api.stripe.com.");
    }
}
