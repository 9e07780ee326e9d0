package io.florin.edge.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One header with one signature of the body, perhaps after a prefix such as {@code sha256=}. No
 * time is signed, so nothing is ever too old: only the store knows a repeat.
 */
public record PlainHmac(String header, String prefix, Hmac hmac, Form form) implements Profile {
    /** What of the body is signed. */
    public enum Form {
        /** Its bytes. */
        RAW,

        /** Its JSON, with the members of every object in the order of their names. */
        KEY_SORTED_JSON
    }

    public static PlainHmac line() {
        return new PlainHmac("X-Line-Signature", "", Hmac.SHA256_BASE64, Form.RAW);
    }

    public static PlainHmac whatsApp() {
        return new PlainHmac("X-Hub-Signature-256", "sha256=", Hmac.SHA256_HEX, Form.RAW);
    }

    public static PlainHmac nowPayments() {
        return new PlainHmac("x-nowpayments-sig", "", Hmac.SHA512_HEX, Form.KEY_SORTED_JSON);
    }

    @Override
    public Key key(String secret) {
        return Key.ofText(secret);
    }

    @Override
    public List<String> headers() {
        return List.of(header);
    }

    @Override
    public Claim claim(Headers headers, byte[] body) throws Flawed {
        String text = headers.one(header);
        if (!text.startsWith(prefix)) {
            throw Flawed.malformed("%s does not begin with %s.".formatted(header, prefix));
        }
        var signed =
                signed(body)
                        .orElseThrow(
                                () -> Flawed.malformed("The body, whose JSON is signed, is none."));
        return Claim.of(null, signed, List.of(text.substring(prefix.length())), hmac, header);
    }

    private Optional<byte[]> signed(byte[] body) {
        return switch (form) {
            case RAW -> Optional.of(body);
            case KEY_SORTED_JSON -> SortedJson.of(body);
        };
    }

    /** Throws {@link IllegalArgumentException} if JSON is signed and the body is none. */
    @Override
    public Map<String, String> sign(List<Key> keys, String id, Instant at, byte[] body) {
        var signed =
                signed(body).orElseThrow(() -> new IllegalArgumentException("Sign JSON only."));
        return Map.of(header, prefix + hmac.sign(keys.getFirst(), signed));
    }
}
