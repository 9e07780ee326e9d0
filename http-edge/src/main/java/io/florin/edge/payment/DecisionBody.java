package io.florin.edge.payment;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.Decision.Outcome;
import io.florin.protocol.refusal.Refusal;

/** What the operator sends to end what nobody knows: alike for payments and payouts. */
final class DecisionBody {
    private static final Field<Outcome> OUTCOME =
            required("outcome", Words.type(Outcome.values()), "What the provider's books say.");
    private static final Field<String> REFERENCE =
            optional(
                    "reference",
                    Types.text(1, Decision.MAX_REFERENCE_CHARS),
                    "The provider's own id of it; needed if it happened.");
    private static final Field<String> REASON =
            required("reason", Types.text(1, Decision.MAX_REASON_CHARS), "How that is known.");

    private DecisionBody() {}

    static Operation.Builder taking(Operation.Builder operation) {
        return operation
                .forThe(Access.OPERATOR)
                .key(Keying.OPTIONAL)
                .takes(Shape.of("NewDecision", OUTCOME, REFERENCE, REASON))
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    static Decision of(Call call) throws Unfit {
        var body = call.body();
        var outcome = body.get(OUTCOME);
        var reference = body.find(REFERENCE);
        switch (outcome) {
            case HAPPENED -> {
                if (reference == null) {
                    throw new Unfit(Refusal.FIELD_MISSING, "is missing: what happened has one.")
                            .in(REFERENCE.name());
                }
            }
            case DID_NOT_HAPPEN -> {
                if (reference != null) {
                    throw new Unfit(Refusal.FIELD_INVALID, "is of what did not happen.")
                            .in(REFERENCE.name());
                }
            }
        }
        return new Decision(outcome, reference, body.get(REASON));
    }
}
