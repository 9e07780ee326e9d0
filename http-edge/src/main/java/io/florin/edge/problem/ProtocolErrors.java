package io.florin.edge.problem;

import io.florin.edge.browser.Precautions;
import io.florin.edge.json.JsonObject;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * What is not even HTTP is refused like everything else, as problem+json. Pekko makes it from its
 * name in the server's settings, and this extension point exists with Scala types only.
 */
public final class ProtocolErrors extends ParsingErrorHandler {
    private static final String CODE = "http_malformed";
    private static final Precautions PRECAUTIONS = new Precautions(0);

    @Override
    public HttpResponse handle(
            StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        var body =
                JsonObject.with()
                        .text("type", "about:blank")
                        .text("title", status.reason())
                        .whole("status", status.intValue())
                        .text("detail", error.summary())
                        .text("code", CODE)
                        .build();
        return PRECAUTIONS.on(Problems.response(status.intValue(), body));
    }
}
