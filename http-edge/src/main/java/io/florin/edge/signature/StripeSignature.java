package io.florin.edge.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>…]} over {@code t.body}; items of other
 * schemes are for others. White space belongs to what it stands beside, as with Stripe's own
 * verifier, and so is never part of a good item.
 */
public record StripeSignature() implements Profile {
    private static final String HEADER = "Stripe-Signature";
    private static final String TIME = "t=";
    private static final String SIGNATURE = "v1=";
    private static final Set<String> BARE = Set.of("t", "v1");

    @Override
    public Key key(String secret) {
        return Key.ofText(secret);
    }

    @Override
    public List<String> headers() {
        return List.of(HEADER);
    }

    @Override
    public Claim claim(Headers headers, byte[] body) throws Flawed {
        var times = new ArrayList<String>();
        var signatures = new ArrayList<String>();
        for (String item : headers.one(HEADER).split(",", -1)) {
            if (item.startsWith(TIME)) times.add(item.substring(TIME.length()));
            if (item.startsWith(SIGNATURE)) signatures.add(item.substring(SIGNATURE.length()));
            if (BARE.contains(item)) {
                throw Flawed.malformed("%s has a %s without a value.".formatted(HEADER, item));
            }
        }
        if (times.size() != 1) {
            throw Flawed.malformed("%s has no t=…, or several.".formatted(HEADER));
        }
        var at = Epoch.parse(times.getFirst());
        var signed = Epoch.before(times.getFirst(), body);
        return Claim.of(at, signed, signatures, Hmac.SHA256_HEX, HEADER);
    }

    @Override
    public Map<String, String> sign(List<Key> keys, String id, Instant at, byte[] body) {
        String time = Epoch.text(at);
        var signed = Epoch.before(time, body);
        return Map.of(
                HEADER,
                keys.stream()
                        .map(key -> SIGNATURE + Hmac.SHA256_HEX.sign(key, signed))
                        .collect(Collectors.joining(",", TIME + time + ",", "")));
    }
}
