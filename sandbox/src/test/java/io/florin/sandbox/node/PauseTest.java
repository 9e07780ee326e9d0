package io.florin.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Real processes: this test's child has a child, stops it, and may be killed. */
class PauseTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A child that ends with its parent, as nodes and the broker do. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            ParentWatch.begin();
            System.out.println("begun");
            new CountDownLatch(1).await();
        }
    }

    /** Its parent: stops it, says its number, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            var child = java(Child.class);
            child.inputReader().readLine();
            var _ = Pause.of(child.pid());
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    private static Process java(Class<?> main) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var path = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", path, main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void whoseParentIsKilledWhileItIsStoppedGoesOnAndEnds() throws Exception {
        var parent = java(Parent.class);
        long child = Long.parseLong(parent.inputReader().readLine());
        assertThat(state(child)).isEqualTo('T');
        parent.toHandle().destroyForcibly();
        await().atMost(LIMIT).until(() -> !isThere(child));
    }

    @Test
    void itGoesOnWhenThePauseEnds() throws Exception {
        var child = java(Child.class);
        child.inputReader().readLine();
        var pause = Pause.of(child.pid());
        assertThat(state(child.pid())).isEqualTo('T');
        pause.end();
        assertThat(state(child.pid())).isNotEqualTo('T');
        child.getOutputStream().close();
        await().atMost(LIMIT).until(() -> !child.isAlive());
    }

    @Test
    void whoIsGoneCannotBeStopped() throws Exception {
        var child = java(Child.class);
        child.destroyForcibly();
        await().atMost(LIMIT).until(() -> !child.isAlive());
        assertThatThrownBy(() -> Pause.of(child.pid()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is it gone?");
    }

    private static boolean isThere(long pid) {
        return ProcessHandle.of(pid).isPresent() && state(pid) != 'Z';
    }

    /** As the kernel calls it: T is stopped, Z has ended and nobody has asked how. */
    private static char state(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) return 'Z';
            throw new UncheckedIOException(e);
        }
    }
}
