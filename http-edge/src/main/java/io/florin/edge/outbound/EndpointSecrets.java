package io.florin.edge.outbound;

import io.florin.edge.identity.Randomness;
import io.florin.edge.secret.Vault;
import java.util.Base64;

/** Makes the secrets that messages are signed with. */
public record EndpointSecrets(Vault vault, Randomness randomness) {
    /** What they are sealed for. */
    public static final String PURPOSE = "webhook endpoint secret";

    private static final int BYTES = 32;

    /** A secret, to be shown once, and as it is stored. Prints nothing. */
    record Secret(String text, String sealed) {
        @Override
        public String toString() {
            return "****";
        }
    }

    Secret make() {
        var text = "whsec_" + Base64.getEncoder().encodeToString(randomness.bytes(BYTES));
        return new Secret(text, vault.seal(PURPOSE, text));
    }
}
