package io.florin.edge.limit;

import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ClientAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who has one count together. A service or the operator stands for many people, so only a rule by
 * {@link #CALLER} counts them.
 */
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
        return switch (caller) {
            case Caller.Anonymous() -> ofNobody(address);
            case Caller.User user -> Optional.of(ofUser(user, address));
            case Caller.Service _, Caller.Operator _ ->
                    this == CALLER ? Optional.of(caller.name()) : Optional.empty();
        };
    }

    private Optional<String> ofNobody(ClientAddress address) {
        return switch (this) {
            case ADDRESS, CALLER -> Optional.of(address.subject());
            case USER -> Optional.empty();
            case CALLER_AND_ADDRESS -> Optional.of("anonymous@" + address.subject());
        };
    }

    private String ofUser(Caller.User user, ClientAddress address) {
        return switch (this) {
            case ADDRESS -> address.subject();
            case USER, CALLER -> user.name();
            case CALLER_AND_ADDRESS -> user.name() + "@" + address.subject();
        };
    }
}
