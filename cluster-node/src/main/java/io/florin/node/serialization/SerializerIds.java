package io.florin.node.serialization;

/**
 * The number of each serializer: stored with every event and snapshot and sent with every message,
 * so never changed and never used again. Pekko keeps 0 to 40 for itself.
 */
final class SerializerIds {
    static final int WALLET_EVENT = 4201;
    static final int WALLET_SNAPSHOT = 4202;
    static final int WALLET_MESSAGE = 4203;
    static final int WALLET_REPLY = 4204;
    static final int SESSION_EVENT = 4205;
    static final int SESSION_SNAPSHOT = 4206;
    static final int SESSION_MESSAGE = 4207;
    static final int SESSION_REPLY = 4208;
    static final int RATE_MESSAGE = 4220;
    static final int RATE_VERDICT = 4221;
    static final int DESK_MESSAGE = 4230;
    static final int DESK_REPLY = 4231;

    private SerializerIds() {}

    static IllegalArgumentException notOurs(Object given) {
        return new IllegalArgumentException(
                given.getClass().getName()
                        + " is bound to a serializer that does not know it; correct"
                        + " pekko.actor.serialization-bindings.");
    }
}
