package io.florin.edge.operation;

/** The methods in use; HEAD is served as GET by the server itself. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
