package io.florin.sandbox;

import io.florin.sandbox.terminal.Terminal;
import java.util.List;

/**
 * The command line with {@link CrashNode}s, which are killed more often than a parent puts up with:
 * everything else is the real thing.
 */
final class CrashFlorin {
    private static final int DEATHS_A_MINUTE = 60;

    private CrashFlorin() {}

    public static void main(String[] arguments) {
        var care = Care.ofAll(DEATHS_A_MINUTE);
        new Florin(CrashNode.class.getName(), Books::audit, care, Terminal.ofProcess())
                .runOrExit(List.of(arguments));
    }
}
