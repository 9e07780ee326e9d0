package io.florin.node.notification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.protocol.notification.CodeNotice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a code's receiver is told: the same bytes however often. */
final class CodeMessage {
    static final String TYPE = "notification.code";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CodeMessage() {}

    static byte[] of(CodeNotice notice, Instant at) {
        var message = JSON.createObjectNode().put("type", TYPE).put("timestamp", at.toString());
        message.putObject("data")
                .put("app", notice.app())
                .put("purpose", notice.purpose())
                .put("subject", notice.subject())
                .put("code", notice.code())
                .put("expiresAt", notice.expiresAt().toString());
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
