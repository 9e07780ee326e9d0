package io.florin.edge.limit;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Says in headers what a caller has left of a rule, as draft-ietf-httpapi-ratelimit-headers writes
 * it. What it says of the rule is the same in every answer.
 */
public record Budget(String name, HttpHeader policy) {
    public static final String POLICY = "RateLimit-Policy";
    public static final String LEFT = "RateLimit";

    static Budget of(RateRule rule) {
        String name = "\"" + rule.name() + "\"";
        String policy = name + ";q=" + rule.limit() + ";w=" + rule.windowSeconds();
        return new Budget(name, RawHeader.create(POLICY, policy));
    }

    public List<HttpHeader> headers(RateVerdict verdict) {
        String left = name + ";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds();
        return List.of(policy, RawHeader.create(LEFT, left));
    }
}
