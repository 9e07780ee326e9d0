package io.florin.edge.operation;

import io.florin.edge.identity.IdSource;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Refusal;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an answer of whatever was thrown: what does not fit is refused; all else must not happen,
 * so the client learns an incident's id, and only the log tells more.
 */
public record Failures(Problems problems, IdSource ids) {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    HttpResponse response(Throwable thrown, Operation operation) {
        var failure = Cause.of(thrown);
        return problems.response(
                failure instanceof Unfit unfit
                        ? Problem.of(unfit)
                        : incident(thrown, operation.name()),
                operation.dialect());
    }

    private Problem incident(Throwable failure, String operation) {
        String id = ids.next().toString();
        LOG.error("Incident {} in {}", id, operation, failure);
        return new Problem(
                Refusal.INTERNAL,
                "This is a bug; the log tells more under incident %s.".formatted(id),
                JsonObject.with().text("instance", "urn:uuid:" + id).build());
    }
}
