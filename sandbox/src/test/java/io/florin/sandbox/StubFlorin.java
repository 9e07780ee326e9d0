package io.florin.sandbox;

import io.florin.sandbox.terminal.Terminal;
import java.util.List;

/** The command line with stub nodes: its parent and its database are the real ones. */
final class StubFlorin {
    private StubFlorin() {}

    public static void main(String[] arguments) {
        new Florin(
                        StubNode.class.getName(),
                        (database, _, terminal) -> terminal.print("Audited " + database),
                        Terminal.ofProcess())
                .runOrExit(List.of(arguments));
    }
}
