package io.florin.edge.operation;

import io.florin.edge.app.OperationKind;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Shape;
import io.florin.edge.problem.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may send to one method of one address, and what comes back. The path's variable
 * segments stand in braces in the template and are the fields of {@code path}.
 *
 * @param rawBytes the bound of a body that is taken as it is, whatever it is; 0: the shape says
 *     what the body may be
 * @param limitedBy the rate limit's rule; null: the default one
 * @param pin as which kind it asks users of apps with a rule for their PIN; null: not at all
 * @param group the app whose own it is; null: it is for every app
 */
public record Operation(
        Method method,
        String template,
        String name,
        String summary,
        Access access,
        Keying keying,
        Shape path,
        Shape query,
        @Nullable Shape body,
        boolean bulk,
        int rawBytes,
        @Nullable String limitedBy,
        @Nullable Audit audit,
        @Nullable OperationKind pin,
        List<Outcome> outcomes,
        @Nullable Group group) {
    /** Where the PIN is sent. */
    public static final String PIN_HEADER = "X-Pin";

    public Operation {
        outcomes = List.copyOf(outcomes);
    }

    /** The same, as one of an app's own. */
    Operation in(Group other) {
        return new Operation(
                method, template, name, summary, access, keying, path, query, body, bulk, rawBytes,
                limitedBy, audit, pin, outcomes, other);
    }

    /** How it says no. */
    public Dialect dialect() {
        return group == null ? Dialect.OURS : group.dialect();
    }

    /** What a key with scopes needs: the area and {@code read} or {@code write}. */
    public String scope() {
        String[] segments = template.split("/", -1);
        String area = segments[1].equals("v1") ? segments[2] : segments[1];
        return area + (method == Method.GET ? ":read" : ":write");
    }

    public static Builder get(String template, String name, String summary) {
        return new Builder(Method.GET, template, name, summary);
    }

    public static Builder post(String template, String name, String summary) {
        return new Builder(Method.POST, template, name, summary);
    }

    public static Builder put(String template, String name, String summary) {
        return new Builder(Method.PUT, template, name, summary);
    }

    public static Builder patch(String template, String name, String summary) {
        return new Builder(Method.PATCH, template, name, summary);
    }

    public static Builder delete(String template, String name, String summary) {
        return new Builder(Method.DELETE, template, name, summary);
    }

    /** Reads as the description of the call, and ends with who serves it. */
    public static final class Builder {
        private static final Shape NOTHING = Shape.of("Nothing");

        private final Method method;
        private final String template;
        private final String name;
        private final String summary;
        private final List<Outcome> outcomes = new ArrayList<>();
        private @Nullable Access access;
        private Keying keying = Keying.NONE;
        private Shape path = NOTHING;
        private Shape query = NOTHING;
        private @Nullable Shape body;
        private boolean bulk;
        private int rawBytes;
        private @Nullable Audit audit;
        private @Nullable String limitedBy;
        private @Nullable OperationKind pin;

        private Builder(Method method, String template, String name, String summary) {
            this.method = method;
            this.template = template;
            this.name = name;
            this.summary = summary;
        }

        public Builder forThe(Access who) {
            this.access = who;
            return this;
        }

        public Builder key(Keying rule) {
            this.keying = rule;
            return this;
        }

        public Builder path(Shape shape) {
            this.path = shape;
            return this;
        }

        public Builder query(Shape shape) {
            this.query = shape;
            return this;
        }

        public Builder takes(Shape shape) {
            this.body = shape;
            return this;
        }

        /** The body may have the larger bound. */
        public Builder inBulk(Shape shape) {
            this.bulk = true;
            return takes(shape);
        }

        /** The body is taken as it is, up to the bound; the call's request has it. */
        public Builder takesRaw(int maxBytes) {
            this.rawBytes = maxBytes;
            return this;
        }

        /** Counted by this rule of the configuration instead of the default one. */
        public Builder limited(String rule) {
            this.limitedBy = rule;
            return this;
        }

        public Builder answers(int status, String sentence, @Nullable Shape shape) {
            outcomes.add(new Outcome(status, sentence, shape));
            return this;
        }

        /** Likewise, again and again: Server-Sent Events whose data is of the shape. */
        public Builder streams(String sentence, Shape shape) {
            outcomes.add(new Outcome(200, sentence, shape, "text/event-stream"));
            return this;
        }

        /** Calls that go through are recorded under the kind, whoever makes them. */
        public Builder audited(String kind, String target) {
            this.audit = new Audit(kind, target, false);
            return this;
        }

        /** Calls of the operator and of services that go through are recorded under the kind. */
        public Builder auditedOfStaff(String kind, String target) {
            this.audit = new Audit(kind, target, true);
            return this;
        }

        /** Users send their PIN with it if their app has a rule for that. */
        public Builder asksPin(OperationKind kind) {
            this.pin = kind;
            return this;
        }

        /** Throws if nothing says for whom it is: what nobody has thought of is for nobody. */
        public Endpoint by(Handler handler) {
            if (access == null) throw new IllegalStateException("For whom is " + name + "?");
            var operation =
                    new Operation(
                            method, template, name, summary, access, keying, path, query, body,
                            bulk, rawBytes, limitedBy, audit, pin, outcomes, null);
            return new Endpoint(operation, handler);
        }
    }
}
