package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request, read whole. */
public final class Call {
    private final String method;
    private final URI target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean declined;

    /**
     * A call as it came.
     *
     * @param headers the first value of each; their names in any case
     */
    public Call(String method, URI target, Map<String, String> headers, byte[] body) {
        this(method, target, headers, body, false);
    }

    private Call(
            String method, URI target, Map<String, String> headers, byte[] body, boolean declined) {
        this.method = method;
        this.target = target;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body.clone();
        this.declined = declined;
    }

    /** The same call, to be declined by whoever it asks for money. */
    Call declined() {
        return new Call(method, target, headers, body, true);
    }

    /** Whether a fault wants this declined, where it would have been accepted. */
    public boolean isDeclined() {
        return declined;
    }

    public String method() {
        return method;
    }

    public String path() {
        return target.getPath();
    }

    /** Path segments: {@code /v1/refunds} has two. */
    public List<String> segments() {
        return List.of(path().replaceFirst("^/", "").split("/", -1));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** What stands behind the scheme in Authorization; empty for another scheme. */
    public String credentials(String scheme) {
        var given = header("Authorization").orElse("");
        var prefix = scheme + " ";
        return given.regionMatches(true, 0, prefix, 0, prefix.length())
                ? given.substring(prefix.length()).strip()
                : "";
    }

    public ObjectNode query() {
        return Forms.parse(Optional.ofNullable(target.getRawQuery()).orElse(""));
    }

    /** The parameters: of the query for GET, else of the body, as a form or as JSON. */
    public Optional<ObjectNode> parameters() {
        if (method.equals("GET") || method.equals("DELETE")) return Optional.of(query());
        var type = header("Content-Type").orElse("");
        return type.startsWith("application/json")
                ? Json.parse(text())
                : Optional.of(Forms.parse(text()));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Of the body, in bytes. */
    public int length() {
        return body.length;
    }

    public byte[] body() {
        return body.clone();
    }
}
