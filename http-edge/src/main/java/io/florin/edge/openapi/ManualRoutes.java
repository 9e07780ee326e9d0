package io.florin.edge.openapi;

import io.florin.edge.browser.Precautions;
import io.florin.edge.caller.Access;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.Shape;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /openapi.json} and {@code /docs}: written once at start, themselves included. */
public final class ManualRoutes {
    private static final RawHeader NO_SCRIPTS =
            RawHeader.create(
                    Precautions.CONTENT_POLICY,
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    private static final RawHeader BRIEFLY_KEPT =
            RawHeader.create(Precautions.CACHING, "max-age=60");

    private final List<Endpoint> endpoints =
            List.of(
                    Operation.get("/openapi.json", "getOpenApi", "This contract, for programs")
                            .forThe(Access.PUBLIC)
                            .answers(200, "OpenAPI 3.1.", Shape.of("OpenApi").andMore())
                            .by(_ -> respond(ContentTypes.APPLICATION_JSON, document())),
                    Operation.get("/docs", "getManual", "This contract, for people")
                            .forThe(Access.PUBLIC)
                            .answers(200, "A page of HTML.", null)
                            .by(_ -> respond(ContentTypes.TEXT_HTML_UTF8, page())));

    private final byte[] document;
    private final byte[] page;

    public ManualRoutes(List<Endpoint> others) {
        var operations =
                Stream.concat(others.stream(), endpoints.stream())
                        .map(Endpoint::operation)
                        .toList();
        this.document = JsonBytes.of(OpenApi.document(operations));
        this.page = Manual.page(operations).getBytes(StandardCharsets.UTF_8);
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private byte[] document() {
        return document;
    }

    private byte[] page() {
        return page;
    }

    private static CompletionStage<HttpResponse> respond(ContentType type, byte[] bytes) {
        return CompletableFuture.completedStage(
                HttpResponse.create()
                        .withEntity(HttpEntities.create(type, bytes))
                        .addHeader(NO_SCRIPTS)
                        .addHeader(BRIEFLY_KEPT));
    }
}
