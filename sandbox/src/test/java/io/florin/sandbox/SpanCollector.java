package io.florin.sandbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A collector of spans, which knows of OTLP over HTTP no more than it needs. */
final class SpanCollector implements AutoCloseable {
    /** The ids in hexadecimal digits. */
    record Span(String trace, String id, String parent, String name) {}

    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_ID = 4;
    private static final int NAME = 5;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SpanCollector() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    try (exchange) {
                        read(ByteString.readFrom(exchange.getRequestBody()));
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        server.start();
    }

    private void read(ByteString request) throws IOException {
        for (var resource : within(request, RESOURCE_SPANS)) {
            for (var scope : within(resource, SCOPE_SPANS)) {
                for (var span : within(scope, SPANS)) {
                    spans.add(
                            new Span(
                                    hex(span, TRACE_ID),
                                    hex(span, SPAN_ID),
                                    hex(span, PARENT_ID),
                                    text(span)));
                }
            }
        }
    }

    private static List<ByteString> within(ByteString message, int field) throws IOException {
        return UnknownFieldSet.parseFrom(message).getField(field).getLengthDelimitedList();
    }

    private static String hex(ByteString span, int field) throws IOException {
        var values = within(span, field);
        return values.isEmpty() ? "" : HexFormat.of().formatHex(values.getFirst().toByteArray());
    }

    private static String text(ByteString span) throws IOException {
        return within(span, NAME).getFirst().toStringUtf8();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Stream<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
