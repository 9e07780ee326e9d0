package io.florin.node;

import io.florin.edge.operation.Operation;
import io.florin.edge.operation.Traffic;
import io.florin.edge.signature.Flaw;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Span;
import io.florin.node.telemetry.Spans;
import io.florin.protocol.webhook.Webhooks.Receipt;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the edge tells, told on to the meter. */
record MeteredTraffic(Meter meter, Spans spans) implements Traffic {
    private static final int TOO_MANY = 429;

    /** What was asked for is not ours, and not told: it may be anything. */
    private static final String NOWHERE = "none";

    @Override
    public void answered(Optional<Operation> operation, int status, long nanos) {
        var method = operation.map(each -> each.method().name()).orElse(NOWHERE);
        var route = operation.map(Operation::template).orElse(NOWHERE);
        meter.record(Metric.HTTP_REQUEST, nanos, method, route, type(status));
        if (status == TOO_MANY) meter.count(Metric.HTTP_RATE_LIMITED, 1, route);
    }

    @Override
    public void traced(Traced answer) {
        if (!spans.take(answer.trace())) return;
        var tags =
                Map.of(
                        "http.route",
                        answer.operation().map(Operation::template).orElse(NOWHERE),
                        "http.response.status_code",
                        Integer.toString(answer.status()));
        var name = Span.Name.HTTP_REQUEST;
        spans.add(new Span(name, answer.trace(), answer.sender(), answer.nanos(), tags));
    }

    private static String type(int status) {
        return switch (status / 100) {
            case 1 -> "1xx";
            case 2 -> "2xx";
            case 3 -> "3xx";
            case 4 -> "4xx";
            default -> "5xx";
        };
    }

    @Override
    public void webhook(String provider, Receipt receipt) {
        meter.count(Metric.WEBHOOKS, 1, provider, word(receipt));
    }

    @Override
    public void webhook(String provider, Flaw flaw) {
        meter.count(Metric.WEBHOOKS, 1, provider, word(flaw));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
