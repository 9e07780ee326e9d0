package io.florin.edge.operation;

/** An operation and what serves it. */
public record Endpoint(Operation operation, Handler handler) {
    /** The same, as one of an app's own. */
    public Endpoint in(Group group) {
        return new Endpoint(operation.in(group), handler);
    }
}
