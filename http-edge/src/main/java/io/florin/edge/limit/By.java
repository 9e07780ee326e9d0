package io.florin.edge.limit;

import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ClientAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has one count together. */
public enum By {
    /** All who call from one address, or one /64 of IPv6. */
    ADDRESS("address"),

    /** One user, wherever they are; who is no user is not limited. */
    USER("user"),

    /** Whoever it is, by name; who has none, by address. */
    CALLER("caller"),

    /** Whoever it is, at one address. */
    CALLER_AND_ADDRESS("caller+address");

    private final String word;

    By(String word) {
        this.word = word;
    }

    /** Throws {@link IllegalArgumentException} with the words there are. */
    static By parse(String word) {
        return Arrays.stream(values())
                .filter(by -> by.word.equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("it is one of " + words() + "."));
    }

    private static String words() {
        return Arrays.stream(values()).map(by -> by.word).collect(Collectors.joining(", "));
    }

    /** Whose count it is; none: not limited. */
    public Optional<String> subject(Caller caller, ClientAddress address) {
        return switch (this) {
            case ADDRESS -> Optional.of(address.subject());
            case USER ->
                    caller instanceof Caller.User ? Optional.of(caller.name()) : Optional.empty();
            case CALLER ->
                    Optional.of(
                            caller instanceof Caller.Anonymous ? address.subject() : caller.name());
            case CALLER_AND_ADDRESS -> Optional.of(caller.name() + "@" + address.subject());
        };
    }
}
