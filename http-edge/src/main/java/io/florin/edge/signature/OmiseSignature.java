package io.florin.edge.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code Omise-Signature: <hex>[,<hex>…]} over {@code time.body}, the time beside it in {@code
 * Omise-Signature-Timestamp}; the secret is base64.
 */
public record OmiseSignature() implements Profile {
    private static final String HEADER = "Omise-Signature";
    private static final String TIME = "Omise-Signature-Timestamp";

    @Override
    public Key key(String secret) {
        return Key.ofBase64(secret);
    }

    @Override
    public List<String> headers() {
        return List.of(HEADER, TIME);
    }

    @Override
    public Claim claim(Headers headers, byte[] body) throws Flawed {
        String signatures = headers.one(HEADER);
        String time = headers.one(TIME);
        var at = Epoch.parse(time);
        return Claim.of(
                at,
                Epoch.before(time, body),
                List.of(signatures.split(",", -1)),
                Hmac.SHA256_HEX,
                HEADER);
    }

    @Override
    public Map<String, String> sign(List<Key> keys, String id, Instant at, byte[] body) {
        var signed = Epoch.before(Epoch.text(at), body);
        return Map.of(
                TIME,
                Epoch.text(at),
                HEADER,
                keys.stream()
                        .map(key -> Hmac.SHA256_HEX.sign(key, signed))
                        .collect(Collectors.joining(",")));
    }
}
