package io.florin.sandbox;

import io.florin.sandbox.terminal.Terminal;
import java.util.List;

/** The command line with {@link GenerousNode}s. */
final class GenerousFlorin {
    private GenerousFlorin() {}

    public static void main(String[] arguments) {
        new Florin(GenerousNode.class.getName(), Books::audit, Terminal.ofProcess())
                .runOrExit(List.of(arguments));
    }
}
