package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An edge that is about to end sends its clients elsewhere before it does. */
class LeavingTest {
    @Test
    void whoIsAnsweredByAnEdgeThatLeavesAsksElsewhereNext() throws Exception {
        var edge =
                TestEdge.now(
                        HttpEdge.start(
                                TestEdge.system(),
                                TestEdge.settings(Map.of()),
                                new TestEdge().doors(),
                                TestEdge.sources()));
        try (var client = HttpClient.newHttpClient()) {
            var before = ask(client, edge);
            TestEdge.now(edge.unbind());
            var last = ask(client, edge);

            assertThat(before.headers().firstValue("connection")).isEmpty();
            assertThat(last.statusCode()).isEqualTo(200);
            assertThat(last.headers().firstValue("connection")).contains("close");
            assertThatThrownBy(() -> ask(client, edge)).isInstanceOf(IOException.class);
        } finally {
            TestEdge.now(edge.stop());
        }
    }

    private static HttpResponse<Void> ask(HttpClient client, HttpEdge edge)
            throws IOException, InterruptedException {
        var live =
                URI.create("http://127.0.0.1:%d/health/live".formatted(edge.address().getPort()));
        return client.send(HttpRequest.newBuilder(live).build(), BodyHandlers.discarding());
    }
}
