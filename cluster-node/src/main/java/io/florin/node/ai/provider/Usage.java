package io.florin.node.ai.provider;

/** What a provider bills, by its own account. */
public sealed interface Usage {
    /**
     * Tokens.
     *
     * @param input all that went in
     * @param cached of the input, cheaper
     * @param audio of the input, dearer; not cached
     * @param output all that came out
     * @param reasoning of the output; billed like the rest of it
     */
    record Tokens(long input, long cached, long audio, long output, long reasoning)
            implements Usage {
        public Tokens {
            if (cached < 0 || audio < 0 || reasoning < 0) throw wrong();
            if (cached > input - audio || reasoning > output) throw wrong();
        }

        private static IllegalArgumentException wrong() {
            return new IllegalArgumentException("A part is more than the whole.");
        }
    }

    /** Time of a recording. */
    record Time(long millis) implements Usage {
        public Time {
            if (millis < 0)
                throw new IllegalArgumentException("No recording ends before it begins.");
        }
    }

    /** For the job's cost. */
    default String json() {
        return switch (this) {
            case Tokens(var input, var cached, var audio, var output, var reasoning) ->
                    ("{\"inputTokens\":%d,\"cachedTokens\":%d,\"audioTokens\":%d,"
                                    + "\"outputTokens\":%d,\"reasoningTokens\":%d}")
                            .formatted(input, cached, audio, output, reasoning);
            case Time(var millis) -> "{\"millis\":%d}".formatted(millis);
        };
    }
}
