package io.florin.edge.browser;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The headers that keep browsers and caches from doing harm with an answer. What an answer says of
 * its own content policy or of being cached stands.
 *
 * @param httpsOnlySeconds how long browsers shall call by HTTPS only; 0: not said, because only the
 *     operator knows that there is HTTPS in front
 */
public record Precautions(int httpsOnlySeconds) {
    public static final String CONTENT_POLICY = "Content-Security-Policy";
    public static final String CACHING = "Cache-Control";

    private static final HttpHeader NO_CONTENT =
            RawHeader.create(CONTENT_POLICY, "default-src 'none'; frame-ancestors 'none'");
    private static final HttpHeader NO_STORE = RawHeader.create(CACHING, "no-store");
    private static final List<HttpHeader> ALWAYS =
            List.of(
                    RawHeader.create("X-Content-Type-Options", "nosniff"),
                    RawHeader.create("X-Frame-Options", "DENY"),
                    RawHeader.create("Referrer-Policy", "no-referrer"));
    private static final int MAX_SECONDS = 63_072_000;
    private static final int MOST = 8;

    public Precautions {
        if (httpsOnlySeconds < 0 || httpsOnlySeconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "https-only-seconds is %d: set it to a whole number from 0 to %d."
                            .formatted(httpsOnlySeconds, MAX_SECONDS));
        }
    }

    /** The answer with them. */
    public HttpResponse on(HttpResponse response) {
        boolean ownPolicy = false;
        boolean ownCaching = false;
        for (HttpHeader header : response.getHeaders()) {
            ownPolicy |= header.is("content-security-policy");
            ownCaching |= header.is("cache-control");
        }
        var headers = new ArrayList<HttpHeader>(MOST);
        headers.addAll(ALWAYS);
        if (!ownPolicy) headers.add(NO_CONTENT);
        if (!ownCaching) headers.add(NO_STORE);
        if (httpsOnlySeconds > 0) {
            headers.add(
                    RawHeader.create("Strict-Transport-Security", "max-age=" + httpsOnlySeconds));
        }
        return response.addHeaders(headers);
    }
}
