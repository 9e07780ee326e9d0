package io.florin.edge.operation;

import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
import io.florin.edge.json.JsonObject;
import org.apache.pekko.http.javadsl.model.AttributeKey;

/**
 * That calls of an operation are written into the audit trail, before and once they went through,
 * and as what. Their bodies are written, too, so no such operation takes a secret.
 *
 * @param kind such as {@code wallet.changed}; stored, hence for ever
 * @param target such as {@code wallet:{id}}: a name in braces is a member of the answer, or else a
 *     field of the path or the body
 * @param ofStaffOnly what others do to what is theirs is not recorded
 */
public record Audit(String kind, String target, boolean ofStaffOnly) {
    /** What was before, put on a response by the handler that asked; the server never sends it. */
    public static final AttributeKey<JsonObject> BEFORE =
            AttributeKey.create("florin-before", JsonObject.class);

    public boolean concerns(Caller caller) {
        return !ofStaffOnly || Access.STAFF.admits(caller);
    }
}
