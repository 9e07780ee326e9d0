package io.florin.edge.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.caller.Access;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static Endpoint get(String template) {
        return Operation.get(template, template, "")
                .forThe(Access.PUBLIC)
                .by(_ -> CompletableFuture.completedStage(HttpResponse.create()));
    }

    private static String found(RoutingTable table, String path) {
        return switch (table.find("GET", PathSegments.of(path))) {
            case RoutingTable.Match.Found(var endpoint, var segments) ->
                    endpoint.operation().template() + " " + segments;
            case RoutingTable.Match.OtherMethods(var allowed) -> allowed.toString();
            case RoutingTable.Match.Nowhere() -> "nowhere";
        };
    }

    @Test
    void literalSegmentsWinOverVariableOnes() {
        var table = new RoutingTable(List.of(get("/a/{x}"), get("/a/b"), get("/a/{x}/c")));
        assertThat(found(table, "/a/b")).isEqualTo("/a/b {}");
        assertThat(found(table, "/a/d")).isEqualTo("/a/{x} {x=d}");
        assertThat(found(table, "/a/b/c")).isEqualTo("/a/{x}/c {x=b}");
        assertThat(found(table, "/a/%41%2F+")).isEqualTo("/a/{x} {x=A/+}");
        assertThat(found(table, "/a/")).isEqualTo("nowhere");
        assertThat(found(table, "/")).isEqualTo("nowhere");
    }

    @Test
    void whatNobodyHasThoughtOfIsForNobody() {
        var forgotten = Operation.get("/a", "a", "");
        assertThatThrownBy(() ->
                        forgotten.by(_ -> CompletableFuture.completedStage(HttpResponse.create())))
                .hasMessage("For whom is a?");
    }

    @Test
    void twoEndpointsOfOneAddressAreAMistake() {
        assertThatThrownBy(() -> new RoutingTable(List.of(get("/a/{x}"), get("/a/{x}"))))
                .hasMessageContaining("/a/{x}");
        assertThatThrownBy(() -> new RoutingTable(List.of(get("/a/{x}"), get("/a/{y}/b"))))
                .hasMessageContaining("x and y");
    }
}
