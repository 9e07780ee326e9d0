package io.florin.node.payment;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.Trouble.Kind;
import io.florin.persistence.payment.Change;
import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.NewPayout.Destination.Refund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe, through its SDK, which never repeats by itself here. */
final class StripeGateway implements Gateway {
    private static final String KEY = "florin_key";

    /** Stripe promises a day; the clocks may differ. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    static {
        // The JDK sends a POST again when a connection that was open is lost; its answer would say
        // of the second what we want to know of the first.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private static final long PAGE = 100;
    private static final int MOST_LOOKED_AT = 1_000;

    private final StripeClient client;

    StripeGateway(Account account) {
        client = StripeLine.client(account);
    }

    /** Anything that the SDK may answer. */
    @FunctionalInterface
    private interface Call<T> {
        T call() throws StripeException, Trouble;
    }

    private static <T> T calling(Call<T> call) throws Trouble {
        try {
            return call.call();
        } catch (StripeException e) {
            throw StripeTroubles.of(e);
        }
    }

    @Override
    public Provider provider() {
        return Provider.STRIPE;
    }

    @Override
    public Duration keyLife() {
        return KEY_LIFE;
    }

    @Override
    public Told charge(Payment payment) throws Trouble {
        var wanted =
                PaymentIntentCreateParams.builder()
                        .setAmount(payment.price().minor())
                        .setCurrency(currency(payment.price()))
                        .putMetadata(KEY, Gateway.key(payment));
        if (payment.method() != null) {
            // There is no page of ours to come back to.
            var here =
                    AutomaticPaymentMethods.builder()
                            .setEnabled(true)
                            .setAllowRedirects(AllowRedirects.NEVER)
                            .build();
            wanted.setPaymentMethod(payment.method())
                    .setConfirm(true)
                    .setAutomaticPaymentMethods(here);
        }
        var under = under("payment/" + Gateway.key(payment));
        return calling(() -> {
            try {
                return told(client.v1().paymentIntents().create(wanted.build(), under));
            } catch (CardException e) {
                var declined = e.getStripeError() == null ? null : intent(e.getStripeError());
                if (declined == null) throw e;
                return told(declined);
            }
        });
    }

    private static @Nullable PaymentIntent intent(StripeError error) {
        return error.getPaymentIntent();
    }

    private static RequestOptions under(String key) {
        return RequestOptions.builder().setIdempotencyKey("florin/" + key).build();
    }

    private static String currency(Money money) {
        return money.asset().code().toLowerCase(Locale.ROOT);
    }

    @Override
    public Told send(Payout payout) throws Trouble {
        var under = under("payout/" + Gateway.key(payout));
        return switch (payout.to()) {
            case BankAccount(var account) -> {
                var wanted =
                        PayoutCreateParams.builder()
                                .setAmount(payout.amount().minor())
                                .setCurrency(currency(payout.amount()))
                                .setDestination(account)
                                .putMetadata(KEY, Gateway.key(payout))
                                .build();
                yield told(calling(() -> client.v1().payouts().create(wanted, under)));
            }
            case Refund(_, var intent) -> {
                var wanted =
                        RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(payout.amount().minor())
                                .putMetadata(KEY, Gateway.key(payout))
                                .build();
                yield told(calling(() -> client.v1().refunds().create(wanted, under)));
            }
        };
    }

    @Override
    public Optional<Told> search(Payment payment) throws Trouble {
        var key = Gateway.key(payment);
        var query =
                PaymentIntentSearchParams.builder()
                        .setQuery("metadata['%s']:'%s'".formatted(KEY, key))
                        .setLimit(PAGE)
                        .build();
        return calling(() ->
                client.v1().paymentIntents().search(query).getData().stream()
                        .filter(intent -> key.equals(key(intent.getMetadata())))
                        .findFirst()
                        .map(StripeGateway::told));
    }

    @Override
    public Optional<Told> search(Payout payout) throws Trouble {
        return calling(() ->
                switch (payout.to()) {
                    case BankAccount _ -> searchPayouts(payout);
                    case Refund(_, var intent) -> searchRefunds(payout, intent);
                });
    }

    private Optional<Told> searchPayouts(Payout payout) throws StripeException, Trouble {
        var since =
                PayoutListParams.Created.builder()
                        .setGte(payout.createdAt().minus(CLOCKS_DIFFER).getEpochSecond())
                        .build();
        var query = PayoutListParams.builder().setCreated(since).setLimit(PAGE).build();
        int looked = 0;
        for (var found : client.v1().payouts().list(query).autoPagingIterable()) {
            if (Gateway.key(payout).equals(key(found.getMetadata()))) {
                return Optional.of(told(found));
            }
            if (++looked == MOST_LOOKED_AT) {
                throw new Trouble(
                        Kind.UNKNOWN,
                        Change.NEEDS_DECISION,
                        "Stripe has too many payouts since %s to look through: look there."
                                .formatted(payout.createdAt()));
            }
        }
        return Optional.empty();
    }

    private Optional<Told> searchRefunds(Payout payout, String intent) throws StripeException {
        var query = RefundListParams.builder().setPaymentIntent(intent).setLimit(PAGE).build();
        return client.v1().refunds().list(query).getData().stream()
                .filter(refund -> Gateway.key(payout).equals(key(refund.getMetadata())))
                .findFirst()
                .map(StripeGateway::told);
    }

    @Override
    public Told read(Payout payout, String object) throws Trouble {
        return read(object)
                .orElseThrow(() -> Trouble.unknown(object + " is no id of a payout of Stripe."));
    }

    @Override
    public Optional<Told> read(String object) throws Trouble {
        return calling(() ->
                switch (object.split("_", 2)[0]) {
                    case "pi" -> Optional.of(told(client.v1().paymentIntents().retrieve(object)));
                    case "po" -> Optional.of(told(client.v1().payouts().retrieve(object)));
                    case "re" -> Optional.of(told(client.v1().refunds().retrieve(object)));
                    default -> Optional.empty();
                });
    }

    private static @Nullable String key(@Nullable Map<String, String> metadata) {
        return metadata == null ? null : metadata.get(KEY);
    }

    private static Told told(PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        return new Told(
                Word.ofIntent(intent.getStatus(), error != null),
                intent.getId(),
                key(intent.getMetadata()),
                intent.getAmount(),
                intent.getCurrency(),
                intent.getClientSecret(),
                error == null ? null : error(error.getCode(), error.getMessage()));
    }

    private static Told told(com.stripe.model.Payout payout) {
        var word = Word.ofStripePayout(payout.getStatus());
        return new Told(
                word,
                payout.getId(),
                key(payout.getMetadata()),
                payout.getAmount(),
                payout.getCurrency(),
                null,
                failure(word, payout.getFailureCode(), payout.getFailureMessage()));
    }

    private static Told told(com.stripe.model.Refund refund) {
        var word = Word.ofStripePayout(refund.getStatus());
        return new Told(
                word,
                refund.getId(),
                key(refund.getMetadata()),
                refund.getAmount(),
                refund.getCurrency(),
                null,
                failure(word, refund.getFailureReason(), null));
    }

    private static @Nullable JobError failure(
            Word word, @Nullable String code, @Nullable String message) {
        return word == Word.FAILED ? error(code, message) : null;
    }

    private static JobError error(@Nullable String code, @Nullable String message) {
        return new JobError(
                Objects.requireNonNullElse(code, "provider_refused"),
                Objects.requireNonNullElse(message, "Stripe gives no further reason."));
    }
}
