package io.florin.node.ai.provider;

import org.jspecify.annotations.Nullable;

/** What a model is asked. */
public sealed interface Request {
    /**
     * One question, answered by one JSON object.
     *
     * @param instructions ours
     * @param data what a user wrote, marked as such
     * @param shape of the answer
     * @param maxTokens of the answer
     */
    record Question(
            String instructions, String data, @Nullable Picture picture, Shape shape, int maxTokens)
            implements Request {}

    /** Something to hear. The name's ending says of what format it is. */
    record Recording(Bytes audio, String fileName, @Nullable String language) implements Request {}

    /** A JSON schema with a name. */
    record Shape(String name, String schema) {}

    /** A picture in base64. */
    record Picture(String mediaType, String base64) {}

    /** Bytes that nobody changes. */
    final class Bytes {
        private final byte[] bytes;

        public Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] toArray() {
            return bytes.clone();
        }

        public int length() {
            return bytes.length;
        }
    }
}
