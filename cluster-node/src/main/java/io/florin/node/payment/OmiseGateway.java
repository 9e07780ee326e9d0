package io.florin.node.payment;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.Trouble.Kind;
import io.florin.persistence.payment.Change;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.NewPayout.Destination.Refund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Omise. It has no idempotency: who asks twice, pays twice. So our key goes into the metadata,
 * where it can be searched.
 */
final class OmiseGateway implements Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(OmiseGateway.class);
    private static final String KEY = "florin_key";
    private static final Duration OFFER_LIFE = Duration.ofHours(1);
    private static final int MOST_PAGES = 10;

    private final Account account;
    private final OmiseClient client;
    private final InstantSource clock;

    OmiseGateway(Account account, InstantSource clock) {
        this.account = account;
        this.client = new OmiseClient(account);
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.OMISE;
    }

    @Override
    public Duration keyLife() {
        return Duration.ZERO;
    }

    /** A method is a card's token, or the kind of an offer, such as promptpay. */
    @Override
    public Told charge(Payment payment) throws Trouble, InterruptedException {
        var method = payment.method();
        if (method == null) {
            throw new Trouble(Kind.REFUSED, "method_missing", "Omise has to know the method.");
        }
        var fields = new HashMap<String, String>();
        fields.put("amount", Long.toString(payment.price().minor()));
        fields.put("currency", payment.price().asset().code());
        fields.put("metadata[" + KEY + "]", Gateway.key(payment));
        if (method.startsWith("tokn_") || method.startsWith("card_")) {
            fields.put("card", method);
        } else {
            fields.put("source[type]", method);
            var end = clock.instant().plus(OFFER_LIFE).truncatedTo(ChronoUnit.SECONDS);
            fields.put("expires_at", end.toString());
        }
        return charge(client.post("/charges", fields));
    }

    @Override
    public Told send(Payout payout) throws Trouble, InterruptedException {
        boolean isRefund = payout.to() instanceof Refund;
        if (!isRefund && !account.sends(payout.amount())) {
            var sentence = "The account at Omise is not of " + payout.amount().asset() + ".";
            throw new Trouble(Kind.REFUSED, "currency_unfit", sentence);
        }
        var fields = new HashMap<String, String>();
        fields.put("amount", Long.toString(payout.amount().minor()));
        fields.put("metadata[" + KEY + "]", Gateway.key(payout));
        return switch (payout.to()) {
            case BankAccount(var recipient) -> {
                fields.put("recipient", recipient);
                // Of what has failed the money is given back: Omise must not try again.
                fields.put("fail_fast", "true");
                yield transfer(client.post("/transfers", fields));
            }
            case Refund(_, var charge) -> refund(client.post(refunds(charge), fields));
        };
    }

    private static String refunds(String charge) {
        return "/charges/" + OmiseClient.encoded(charge) + "/refunds";
    }

    @Override
    public Optional<Told> search(Payment payment) throws Trouble, InterruptedException {
        return read(search("charge", Gateway.key(payment)), OmiseGateway::charge);
    }

    @Override
    public Optional<Told> search(Payout payout) throws Trouble, InterruptedException {
        var key = Gateway.key(payout);
        return switch (payout.to()) {
            case BankAccount _ -> read(search("transfer", key), OmiseGateway::transfer);
            case Refund(_, var charge) -> {
                var ours = refundsOf(charge).filter(refund -> key.equals(key(refund))).findFirst();
                yield read(ours, OmiseGateway::refund);
            }
        };
    }

    /** Makes one of our words of one of Omise's objects. */
    @FunctionalInterface
    private interface Reading {
        Told of(JsonNode object) throws Trouble;
    }

    private static Optional<Told> read(Optional<JsonNode> found, Reading reading) throws Trouble {
        return found.isPresent() ? Optional.of(reading.of(found.get())) : Optional.empty();
    }

    /** What shows on the first pages though it is not ours must not hide what is. */
    private Optional<JsonNode> search(String scope, String key)
            throws Trouble, InterruptedException {
        for (int page = 1; page <= MOST_PAGES; page++) {
            var query = Map.of("scope", scope, "query", key, "page", Integer.toString(page));
            var found = client.get("/search", query);
            var ours = data(found).filter(object -> key.equals(key(object))).findFirst();
            if (ours.isPresent()) return ours;
            if (page >= found.path("total_pages").asInt()) return Optional.empty();
        }
        throw Trouble.unknown("Omise's search has too many pages.");
    }

    private Stream<JsonNode> refundsOf(String charge) throws Trouble, InterruptedException {
        return data(client.get(refunds(charge), Map.of("limit", "100")));
    }

    private static Stream<JsonNode> data(JsonNode list) {
        return StreamSupport.stream(list.path("data").spliterator(), false);
    }

    @Override
    public Told read(Payout payout, String object) throws Trouble, InterruptedException {
        return switch (payout.to()) {
            case BankAccount _ -> transfer(client.get(path("/transfers/", object), Map.of()));
            case Refund(_, var charge) -> {
                var found =
                        refundsOf(charge)
                                .filter(refund -> object.equals(text(refund, "id")))
                                .findFirst();
                yield refund(
                        found.orElseThrow(() -> Trouble.unknown("Omise has no " + object + ".")));
            }
        };
    }

    @Override
    public Optional<Told> read(String object) throws Trouble, InterruptedException {
        return switch (object.split("_", 2)[0]) {
            case "chrg" -> Optional.of(charge(client.get(path("/charges/", object), Map.of())));
            case "trsf" -> Optional.of(transfer(client.get(path("/transfers/", object), Map.of())));
            default -> Optional.empty();
        };
    }

    private static String path(String folder, String id) {
        return folder + OmiseClient.encoded(id);
    }

    private static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isTextual() ? value.asText() : null;
    }

    private static @Nullable String key(JsonNode object) {
        return text(object.path("metadata"), KEY);
    }

    private static Told charge(JsonNode charge) throws Trouble {
        var page = text(charge, "authorize_uri");
        var code = charge.path("source").path("scannable_code").path("image");
        return told(
                Word.ofCharge(charge.path("status").asText()),
                charge,
                page == null ? text(code, "download_uri") : page);
    }

    private static Told transfer(JsonNode transfer) throws Trouble {
        boolean paid = transfer.path("paid").asBoolean();
        var word = Word.ofTransfer(paid, transfer.hasNonNull("failure_code"));
        if (word.isPresent()) return told(word.get(), transfer, null);
        var sentence = transfer.path("id").asText() + " was paid and has failed: look there.";
        LOG.error("Omise: {}", sentence);
        throw new Trouble(Kind.UNKNOWN, Change.NEEDS_DECISION, sentence);
    }

    /** The money is on its way back as soon as there is a refund. */
    private static Told refund(JsonNode refund) throws Trouble {
        return told(Word.SUCCEEDED, refund, null);
    }

    private static Told told(Word word, JsonNode object, @Nullable String offer) throws Trouble {
        var id = text(object, "id");
        if (id == null) throw Trouble.unknown("Omise's answer has no id.");
        var code = text(object, "failure_code");
        var message = text(object, "failure_message");
        return new Told(
                word,
                id,
                key(object),
                object.path("amount").asLong(),
                object.path("currency").asText(),
                offer,
                code == null ? null : new JobError(code, message == null ? "" : message));
    }
}
