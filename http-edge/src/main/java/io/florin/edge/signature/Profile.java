package io.florin.edge.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a provider signs what it sends, and how we would sign in its place. */
public sealed interface Profile
        permits StripeSignature, OmiseSignature, StandardWebhook, PlainHmac {
    /** The key that the provider's secret stands for; throws {@link IllegalArgumentException}. */
    Key key(String secret);

    /** What belongs to the signature: headers to keep with the message. */
    List<String> headers();

    /** The message's id, if it is signed with the message: for what has just been verified. */
    default Optional<String> id(Headers headers) {
        return Optional.empty();
    }

    /** Throws if there is nothing to check. */
    Claim claim(Headers headers, byte[] body) throws Flawed;

    /**
     * The headers that make the message genuine, by every one of the keys where the profile has
     * room for several, else by the first; what a profile does not sign, it leaves out.
     *
     * @param id of the message
     */
    Map<String, String> sign(List<Key> keys, String id, Instant at, byte[] body);
}
