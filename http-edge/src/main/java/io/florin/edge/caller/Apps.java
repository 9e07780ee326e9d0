package io.florin.edge.caller;

import io.florin.edge.app.AppRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tenants of this installation, by name. */
public record Apps(Map<String, App> byName) {
    /** The tenant of a request that names none. */
    public static final String DEFAULT = "default";

    public Apps {
        byName = Map.copyOf(byName);
    }

    public static Apps of(App... apps) {
        return new Apps(Stream.of(apps).collect(Collectors.toMap(App::name, Function.identity())));
    }

    /** These and the others; of one name, the other. */
    public Apps with(List<AppRules> others) {
        var all = new HashMap<>(byName);
        others.forEach(rules -> all.put(rules.name(), App.of(rules)));
        return new Apps(all);
    }

    public Optional<App> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
