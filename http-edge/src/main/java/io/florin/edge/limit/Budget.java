package io.florin.edge.limit;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What a caller has left of a rule, as draft-ietf-httpapi-ratelimit-headers writes it. */
public record Budget(RateRule rule, RateVerdict verdict) {
    public static final String POLICY = "RateLimit-Policy";
    public static final String LEFT = "RateLimit";

    public List<HttpHeader> headers() {
        String name = "\"" + rule.name() + "\"";
        return List.of(
                RawHeader.create(
                        POLICY, name + ";q=" + rule.limit() + ";w=" + rule.windowSeconds()),
                RawHeader.create(
                        LEFT, name + ";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds()));
    }
}
