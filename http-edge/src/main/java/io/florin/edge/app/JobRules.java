package io.florin.edge.app;

import io.florin.protocol.money.Money;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs users may submit themselves, and what each of them costs: the price is the app's to
 * name, never the user's. Services and the operator may submit all.
 *
 * @param prices by kind; it costs one of these. What is not in here is not for users
 */
public record JobRules(Map<String, Set<Money>> prices) {
    /** Of an app that says nothing about it. */
    public static final JobRules NONE = new JobRules(Map.of());

    public JobRules {
        prices =
                prices.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, kind -> Set.copyOf(kind.getValue())));
    }

    public boolean mayBeUsers(String kind) {
        return prices.containsKey(kind);
    }

    /** Whether it is one of the kind's prices; null: no price at all. */
    public boolean isPrice(String kind, @Nullable Money price) {
        return price != null && prices.getOrDefault(kind, Set.of()).contains(price);
    }
}
