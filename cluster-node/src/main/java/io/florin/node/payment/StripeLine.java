package io.florin.node.payment;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.Authenticator;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import com.stripe.net.StripeResponseGetterOptions;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.persistence.trace.LogTrace;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * How we speak to Stripe. The SDK's own builder makes the same, but for a header: what is asked
 * says which trace it is part of.
 */
final class StripeLine extends StripeResponseGetterOptions {
    private final Account account;

    private StripeLine(Account account) {
        this.account = account;
    }

    /** Every call is made once. */
    static StripeClient client(Account account) {
        return new StripeClient(
                new LiveStripeResponseGetter(new StripeLine(account), new Traced()));
    }

    /** On the thread that asks. */
    private static final class Traced extends HttpURLConnectionClient {
        @Override
        public StripeResponse request(StripeRequest request) throws ApiConnectionException {
            var told = request;
            for (var header : LogTrace.headers().entrySet()) {
                told = told.withAdditionalHeader(header.getKey(), header.getValue());
            }
            return super.request(told);
        }
    }

    @Override
    public Authenticator getAuthenticator() {
        return new BearerTokenAuthenticator(account.secretKey());
    }

    @Override
    public String getApiBase() {
        return account.apiBase().toString();
    }

    @Override
    public int getConnectTimeout() {
        return account.connectMillis();
    }

    @Override
    public int getReadTimeout() {
        return account.readMillis();
    }

    @Override
    public int getMaxNetworkRetries() {
        return 0;
    }

    @Override
    public String getFilesBase() {
        return Stripe.UPLOAD_API_BASE;
    }

    @Override
    public String getConnectBase() {
        return Stripe.CONNECT_API_BASE;
    }

    @Override
    public String getMeterEventsBase() {
        return Stripe.METER_EVENTS_API_BASE;
    }

    @Override
    public @Nullable String getClientId() {
        return null;
    }

    @Override
    public @Nullable Proxy getConnectionProxy() {
        return null;
    }

    @Override
    public @Nullable PasswordAuthentication getProxyCredential() {
        return null;
    }

    @Override
    public @Nullable String getStripeAccount() {
        return null;
    }

    @Override
    public @Nullable String getStripeContext() {
        return null;
    }
}
