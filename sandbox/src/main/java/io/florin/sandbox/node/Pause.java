package io.florin.sandbox.node;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that is stopped (SIGSTOP) until this ends, or until this process does, by whatever
 * signal: a stopped process cannot notice that its parent is gone, and would stay for ever. So a
 * shell of its own does both, and the second when its standard input ends, as it does with us. What
 * ends a whole terminal does not end that shell.
 */
public final class Pause {
    private static final long LIMIT_SECONDS = 10;
    private static final String SCRIPT =
            """
            trap '' HUP INT TERM
            kill -STOP "$1" && echo stopped
            read -r nothing
            kill -CONT "$1"
            """;

    private final Process shell;
    private final long pid;

    private Pause(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
    }

    /** Returns when the signal is sent. */
    public static Pause of(long pid) {
        try {
            var command = new ProcessBuilder("sh", "-c", SCRIPT, "pause", Long.toString(pid));
            var pause = new Pause(command.redirectErrorStream(true).start(), pid);
            if (!pause.isBegun()) {
                pause.shell.getOutputStream().close();
                throw new CommandFailed("Process %d cannot be stopped; is it gone?".formatted(pid));
            }
            return pause;
        } catch (IOException e) {
            throw new CommandFailed("Cannot send signals: " + e.getMessage() + ".", e);
        }
    }

    private boolean isBegun() {
        var said = CompletableFuture.supplyAsync(this::said, Thread::startVirtualThread);
        try {
            return said.get(LIMIT_SECONDS, TimeUnit.SECONDS).equals("stopped");
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private String said() {
        try {
            var line = shell.inputReader().readLine();
            return line == null ? "" : line;
        } catch (IOException _) {
            return ""; // It has ended.
        }
    }

    /** The process goes on; returns when that signal is sent. */
    public void end() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new CommandFailed("Process %d was not let go on.".formatted(pid));
            }
        } catch (IOException e) {
            throw new CommandFailed("Cannot send signals: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }
}
