package io.florin.edge.signature;

import java.util.List;

/** The headers of a message. */
@FunctionalInterface
public interface Headers {
    /** Every value of that name, whose case does not matter, in order. */
    List<String> all(String name);

    /** The only value; two could be two claims. */
    default String one(String name) throws Flawed {
        var values = all(name);
        if (values.isEmpty()) throw Flawed.missing(name);
        if (values.size() > 1) {
            throw Flawed.malformed("The header %s is there twice.".formatted(name));
        }
        return values.getFirst();
    }
}
