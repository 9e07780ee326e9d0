package io.florin.edge.caller;

import java.util.Map;
import java.util.Optional;

/** The keys this edge knows: one operator's, and one per named service. */
public record Credentials(Secret operator, Map<String, Secret> services) {
    public Credentials {
        services = Map.copyOf(services);
    }

    /** Whose key that is; empty when it is nobody's. Compares with every key, always. */
    public Optional<Caller> caller(String key) {
        Optional<Caller> found = Optional.empty();
        for (var service : services.entrySet()) {
            if (service.getValue().matches(key)) {
                found = Optional.of(new Caller.Service(service.getKey()));
            }
        }
        return operator.matches(key) ? Optional.of(new Caller.Operator()) : found;
    }
}
