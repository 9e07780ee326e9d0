package io.florin.node.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Signs messages. */
@FunctionalInterface
public interface Signer {
    /** The headers of a message; one signature for each of the secrets, which are sealed. */
    Map<String, String> headers(List<String> sealedSecrets, String id, Instant at, byte[] body);
}
