package io.florin.edge.app;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs users may submit themselves, always for a price of their own wallet; services and the
 * operator may submit all.
 *
 * @param kinds null: all but those that move money outside or tell people something
 */
public record JobRules(@Nullable Set<String> kinds) {
    /** Users ask for what their jobs do by calls of their own. */
    private static final Set<String> NOT_USERS = Set.of("payment", "notification");

    /** Of an app that says nothing about it. */
    public static final JobRules USUAL = new JobRules(null);

    public JobRules {
        kinds = kinds == null ? null : Set.copyOf(kinds);
    }

    public boolean mayBeUsers(String queue, String kind) {
        return kinds == null ? !NOT_USERS.contains(queue) : kinds.contains(kind);
    }
}
