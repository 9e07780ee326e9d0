package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

/** Pauses a process, and lets it go on. */
enum Signal {
    STOP,
    CONT;

    void to(long pid) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start();
        await().until(() -> !kill.isAlive());
        assertThat(kill.exitValue()).isZero();
    }
}
