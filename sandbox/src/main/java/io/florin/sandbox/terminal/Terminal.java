package io.florin.sandbox.terminal;

import java.io.PrintStream;

/** Standard output and standard error, in colour only when a person watches. */
public final class Terminal implements Progress {
    private static final String PLAIN = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;

    public Terminal(PrintStream out, PrintStream err, boolean coloured) {
        this.out = out;
        this.err = err;
        this.coloured = coloured;
    }

    /** This process's own; NO_COLOR in the environment turns colours off. */
    @SuppressWarnings("SystemConsoleNull") // Error Prone knows JDK 22 to 24; 25 answers null again
    public static Terminal ofProcess() {
        var console = System.console();
        var watched = console != null && console.isTerminal();
        return new Terminal(System.out, System.err, watched && System.getenv("NO_COLOR") == null);
    }

    /** A step on the way. */
    @Override
    public void say(String sentence) {
        out.println(in(DIM, sentence));
    }

    /** What the person waited for. */
    public void announce(String text) {
        out.println(in(BOLD, text));
    }

    /** An answer, as it is: another program may read it. */
    public void print(String text) {
        out.println(text);
    }

    /** The last sentence of a command that failed. */
    public void complain(String sentence) {
        err.println(in(RED, "florin: " + sentence));
    }

    private String in(String colour, String text) {
        return coloured ? colour + text + PLAIN : text;
    }
}
