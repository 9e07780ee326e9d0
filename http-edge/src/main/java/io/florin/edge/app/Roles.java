package io.florin.edge.app;

import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that users of an app can have. A role is granted by an operator, never chosen.
 *
 * @param normal what a new user has
 * @param operators which of them may do what an operator may
 */
public record Roles(Set<String> granted, String normal, Set<String> operators) {
    public static final String USER = "user";
    public static final String OPERATOR = "operator";

    /** Of an app that says nothing about it. */
    public static final Roles USUAL = new Roles(Set.of(USER, OPERATOR), USER, Set.of(OPERATOR));

    public Roles {
        granted = Set.copyOf(granted);
        operators = Set.copyOf(operators);
    }

    /** What somebody has to whom these were granted: everybody has the normal one. */
    public Set<String> with(Set<String> grantedOnes) {
        var all = new TreeSet<>(grantedOnes);
        all.add(normal);
        return all;
    }

    /** Whether somebody with these roles may do what an operator may. */
    public boolean makeOperator(Set<String> roles) {
        return operators.stream().anyMatch(roles::contains);
    }

    public boolean isOperator(String role) {
        return operators.contains(role);
    }
}
