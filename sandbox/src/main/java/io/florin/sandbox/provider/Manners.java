package io.florin.sandbox.provider;

import java.util.Optional;

/** How one provider does what every provider does. */
public interface Manners {
    /** The API key of the call, as it was sent. */
    String key(Call call);

    /** The fault that the call's parameters ask for, if they do. */
    Optional<String> magic(Call call);

    /** The name under which repeats of one wish are counted, if it has one. */
    Optional<String> wish(Call call);

    /**
     * An error in the provider's shape.
     *
     * @param reason which of the errors of this status, or a sentence; may be empty
     */
    Answer error(int status, String reason);
}
