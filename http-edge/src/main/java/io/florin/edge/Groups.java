package io.florin.edge;

import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.edge.group.Parts;
import io.florin.edge.instapay.InstaPay;
import io.florin.edge.operation.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The apps that have an interface of their own; it is there if the app is configured. */
final class Groups {
    private static final Map<String, Function<Parts, List<Endpoint>>> BY_APP =
            Map.of(InstaPay.APP, InstaPay::endpoints);

    private Groups() {}

    static List<Endpoint> of(Apps apps, Function<App, Parts> parts) {
        return BY_APP.entrySet().stream()
                .flatMap(group ->
                        apps.find(group.getKey()).stream()
                                .map(parts)
                                .map(group.getValue())
                                .flatMap(List::stream))
                .toList();
    }
}
