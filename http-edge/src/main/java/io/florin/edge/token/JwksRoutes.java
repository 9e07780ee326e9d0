package io.florin.edge.token;

import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /.well-known/jwks.json}: the keys by which others can verify access tokens. */
public record JwksRoutes(KeyRing ring) {
    private static final int MAX_KEYS = 100;
    private static final RawHeader CACHE =
            RawHeader.create("Cache-Control", "public, max-age=" + KeyRing.REFRESH.toSeconds());
    private static final Shape JWK = Shape.of("Jwk").andMore();
    private static final Shape JWKS =
            Shape.of(
                    "Jwks",
                    Field.required(
                            "keys", Types.list(Types.object(JWK), 1, MAX_KEYS), "RFC 7517."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/.well-known/jwks.json", "getJwks", "Show the public keys")
                        .forThe(Access.PUBLIC)
                        .answers(200, "A JSON Web Key Set.", JWKS)
                        .by(_ -> show()));
    }

    private CompletionStage<HttpResponse> show() {
        return CompletableFuture.completedStage(
                HttpResponse.create()
                        .withEntity(
                                HttpEntities.create(
                                        ContentTypes.APPLICATION_JSON,
                                        ring.publicJwks().getBytes(StandardCharsets.UTF_8)))
                        .addHeader(CACHE));
    }
}
