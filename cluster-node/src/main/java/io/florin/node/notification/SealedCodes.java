package io.florin.node.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.edge.secret.Vault;
import io.florin.node.job.PayloadCheck;
import io.florin.protocol.notification.CodeNotice;
import java.time.Instant;
import java.util.Optional;

/**
 * The payloads of code jobs: what an operator may see, and under the installation's secret all that
 * counts. A payload that was not sealed here is none.
 */
record SealedCodes(Vault vault) implements PayloadCheck {
    private static final String PURPOSE = "notification";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String seal(CodeNotice notice) {
        var secret =
                JSON.createObjectNode()
                        .put("id", notice.id())
                        .put("app", notice.app())
                        .put("purpose", notice.purpose())
                        .put("subject", notice.subject())
                        .put("code", notice.code())
                        .put("expiresAt", notice.expiresAt().toString());
        return JSON.createObjectNode()
                .put("purpose", notice.purpose())
                .put("expiresAt", notice.expiresAt().toString())
                .put("sealed", vault.seal(PURPOSE, secret.toString()))
                .toString();
    }

    Optional<CodeNotice> open(String payload) {
        try {
            var sealed = JSON.readTree(payload).path("sealed").asText();
            var secret = JSON.readTree(vault.open(PURPOSE, sealed));
            return Optional.of(
                    new CodeNotice(
                            secret.required("id").asText(),
                            secret.required("app").asText(),
                            secret.required("purpose").asText(),
                            secret.required("subject").asText(),
                            secret.required("code").asText(),
                            Instant.parse(secret.required("expiresAt").asText())));
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> fault(String payload) {
        return open(payload).isPresent()
                ? Optional.empty()
                : Optional.of("Codes are sealed by this installation only.");
    }
}
