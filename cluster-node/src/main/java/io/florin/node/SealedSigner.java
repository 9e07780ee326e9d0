package io.florin.node;

import io.florin.edge.outbound.EndpointSecrets;
import io.florin.edge.secret.Vault;
import io.florin.edge.signature.StandardWebhook;
import io.florin.node.outbound.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Signs as Standard Webhooks has it, with secrets that only this installation can open. */
record SealedSigner(Vault vault) implements Signer {
    private static final StandardWebhook SCHEME = new StandardWebhook();

    @Override
    public Map<String, String> headers(
            List<String> sealedSecrets, String id, Instant at, byte[] body) {
        var keys =
                sealedSecrets.stream()
                        .map(sealed -> SCHEME.key(vault.open(EndpointSecrets.PURPOSE, sealed)))
                        .toList();
        return SCHEME.sign(keys, id, at, body);
    }
}
