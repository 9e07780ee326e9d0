package io.florin.edge.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * <a href="https://www.standardwebhooks.com">Standard Webhooks</a>, by which we sign our own, too:
 * {@code webhook-signature: v1,<base64>[ v1,<base64>…]} over {@code id.time.body}; the secret after
 * {@code whsec_} is base64. Svix calls the headers {@code svix-…}.
 */
public record StandardWebhook() implements Profile {
    private static final List<String> FAMILIES = List.of("webhook-", "svix-");
    private static final String SCHEME = "v1,";
    private static final String SECRET = "whsec_";

    /** Without dots: {@code a.1} at 2 and {@code a} at 1 would be signed alike. */
    private static final Pattern ID = Pattern.compile("[!-\\-/-~]{1,255}");

    @Override
    public Key key(String secret) {
        return Key.ofBase64(secret.startsWith(SECRET) ? secret.substring(SECRET.length()) : secret);
    }

    @Override
    public List<String> headers() {
        return FAMILIES.stream()
                .flatMap(family ->
                        List.of(family + "id", family + "timestamp", family + "signature").stream())
                .toList();
    }

    @Override
    public Claim claim(Headers headers, byte[] body) throws Flawed {
        String family = family(headers);
        String id = headers.one(family + "id");
        String time = headers.one(family + "timestamp");
        String header = family + "signature";
        String items = headers.one(header);
        if (!ID.matcher(id).matches()) {
            throw Flawed.malformed(
                    "%sid is not 1 to 255 printable characters without dots.".formatted(family));
        }
        var at = Epoch.parse(time);
        var signatures = new ArrayList<String>();
        for (String item : items.split(" ", -1)) {
            if (item.startsWith(SCHEME)) signatures.add(item.substring(SCHEME.length()));
        }
        return Claim.of(at, signed(id, time, body), signatures, Hmac.SHA256_BASE64, header);
    }

    @Override
    public Optional<String> id(Headers headers) {
        return headers.all(family(headers) + "id").stream().findFirst();
    }

    /** That of which any header is there: the rest of it is then missing. */
    private static String family(Headers headers) {
        for (String family : FAMILIES) {
            for (String part : List.of("signature", "id", "timestamp")) {
                if (!headers.all(family + part).isEmpty()) return family;
            }
        }
        return FAMILIES.getFirst();
    }

    private static byte[] signed(String id, String time, byte[] body) {
        return Epoch.before(id + "." + time, body);
    }

    @Override
    public Map<String, String> sign(List<Key> keys, String id, Instant at, byte[] body) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("No id of a webhook has dots: " + id);
        }
        String family = FAMILIES.getFirst();
        String time = Epoch.text(at);
        var signed = signed(id, time, body);
        return Map.of(
                family + "id",
                id,
                family + "timestamp",
                time,
                family + "signature",
                keys.stream()
                        .map(key -> SCHEME + Hmac.SHA256_BASE64.sign(key, signed))
                        .collect(Collectors.joining(" ")));
    }
}
