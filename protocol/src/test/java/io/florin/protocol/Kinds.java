package io.florin.protocol;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that the compiler knows of a sealed type, for tests that must not miss one. */
public final class Kinds {
    private Kinds() {}

    /** The records and enums at the ends of a sealed hierarchy. */
    public static Set<Class<?>> of(Class<?> sealed) {
        return leaves(sealed).collect(Collectors.toUnmodifiableSet());
    }

    /** The kinds among some values. */
    public static Set<Class<?>> among(Iterable<?> values) {
        var kinds = Stream.<Class<?>>builder();
        for (var value : values) kinds.add(value.getClass());
        return kinds.build().collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Kinds::leaves)
                : Stream.of(type);
    }
}
