package io.florin.sandbox.provider;

import java.time.Instant;
import java.util.Map;

/** How a provider proves that an event is its own: headers over the raw body. */
@FunctionalInterface
public interface Signer {
    Map<String, String> sign(String body, Instant at);
}
