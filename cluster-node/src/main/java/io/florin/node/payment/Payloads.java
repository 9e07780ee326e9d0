package io.florin.node.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.node.job.PayloadCheck;
import io.florin.protocol.account.Ids;
import java.util.Optional;

/** The payloads of our jobs: one object with one id in it. */
record Payloads(String field) implements PayloadCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final Payloads PAYMENT = new Payloads("payment");
    static final Payloads PAYOUT = new Payloads("payout");
    static final Payloads EVENT = new Payloads("event");

    String of(String id) {
        return JSON.createObjectNode().put(field, id).toString();
    }

    Optional<String> find(String payload) {
        try {
            var json = JSON.readTree(payload);
            return Optional.of(json.path(field).asText()).filter(Ids::isId);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> fault(String payload) {
        return find(payload).isPresent()
                ? Optional.empty()
                : Optional.of("The payload needs an id: " + field + ".");
    }
}
