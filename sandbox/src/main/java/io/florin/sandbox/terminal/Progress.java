package io.florin.sandbox.terminal;

/** Told, in whole sentences, about steps that take a person's time. Called from several threads. */
@FunctionalInterface
public interface Progress {
    void say(String sentence);

    /** For tests and for commands whose output is read by programs. */
    static Progress silent() {
        return sentence -> {};
    }
}
