package io.florin.sandbox.node;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Pauses a process, and lets it go on. */
public enum Signal {
    STOP,
    CONT;

    private static final long LIMIT_SECONDS = 10;

    /** Returns when it is sent. */
    public void to(long pid) {
        var said = new ProcessBuilder("kill", "-" + name(), Long.toString(pid));
        try {
            var kill = said.redirectErrorStream(true).start();
            if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new CommandFailed(
                        "kill -%s %d was not heard; is the process gone?".formatted(name(), pid));
            }
        } catch (IOException e) {
            throw new CommandFailed("Cannot send signals: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }
}
