package io.florin.sandbox;

import io.florin.sandbox.terminal.Terminal;
import java.util.List;

/** The command line with {@link CrashNode}s: everything else is the real thing. */
final class CrashFlorin {
    private CrashFlorin() {}

    public static void main(String[] arguments) {
        new Florin(CrashNode.class.getName(), Books::audit, Terminal.ofProcess())
                .runOrExit(List.of(arguments));
    }
}
