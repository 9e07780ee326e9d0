package io.florin.sandbox.terminal;

/**
 * Ends a command with exit code 1. The message is the one sentence the person sees: it names the
 * cause and the mend.
 */
public final class CommandFailed extends RuntimeException {
    private final String sentence;

    public CommandFailed(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public CommandFailed(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
