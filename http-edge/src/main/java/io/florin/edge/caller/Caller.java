package io.florin.edge.caller;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is asking. */
public sealed interface Caller {
    /** The role of a user with the rights of an operator inside their app. */
    String OPERATOR = "operator";

    /** Part of ids derived for this caller's requests, hence for ever. */
    String name();

    /**
     * Whose a wallet must be for this caller to touch it or look into it; null: anybody's. The one
     * place where that is decided.
     */
    default @Nullable String mustOwn() {
        return switch (this) {
            case User user -> user.isOperator() ? null : user.id();
            case Service _, Operator _ -> null;
            case Anonymous _ -> throw new IllegalStateException("An unknown caller's wallet.");
        };
    }

    /** Sent no credential. */
    record Anonymous() implements Caller {
        @Override
        public String name() {
            return "anonymous";
        }
    }

    /**
     * A person who logged in: the session is the one that the access token belongs to; roles and
     * tier are those of the time when it was made.
     */
    record User(String id, String session, Set<String> roles, String tier) implements Caller {
        public User {
            roles = Set.copyOf(roles);
        }

        public boolean isOperator() {
            return roles.contains(OPERATOR);
        }

        @Override
        public String name() {
            return "user:" + id;
        }
    }

    /** A program of the operator's, such as a payment bridge. */
    record Service(String service) implements Caller {
        @Override
        public String name() {
            return "service:" + service;
        }
    }

    record Operator() implements Caller {
        @Override
        public String name() {
            return "operator";
        }
    }
}
