package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The only node is killed at every step of a job, with SIGKILL, and started again by its parent:
 * the job ends once, with one effect and one charge, and so does the job behind it in its lane.
 */
@TestMethodOrder(OrderAnnotation.class)
class CrashMatrixTest {
    private static final Duration BACK_LIMIT = Duration.ofSeconds(60);

    @TempDir static Path data;

    private static Place place;
    private static Outside outside;
    private static Command up;
    private static Errands errands;

    @BeforeAll
    static void start() throws Exception {
        outside = Outside.open();
        place = Place.in(data);
        var environment = Map.of(CrashNode.OUTSIDE, outside.address().toString());
        up = Command.run(CrashFlorin.class, environment, place.up());
        up.awaitLine("Ctrl-C ends it.");
        errands = new Errands(List.of(place.edge(1)), outside);
        errands.open();
    }

    @AfterAll
    static void stop() {
        up.close();
        outside.close();
    }

    static Stream<Arguments> steps() {
        return Stream.concat(
                Stream.of(Step.values())
                        .filter(step -> step != Step.MARKED)
                        .map(step -> Arguments.of(CrashNode.ERRAND, step)),
                Stream.of(Step.MARKED, Step.CALLED)
                        .map(step -> Arguments.of(CrashNode.PAYOUT, step)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("steps")
    @Order(1)
    void theNodeIsKilledAndTheJobEndsOnce(String kind, Step step) {
        var job = kind.substring(kind.indexOf('.') + 1) + "-" + step.word();
        int kills = outside.killed().size();
        outside.killAt(job, step);
        outside.hold(job);
        errands.submit(job, kind, job, step);
        errands.submit(job + "-next", kind, job, null);
        outside.release(job);
        errands.awaitEnd(job, BACK_LIMIT);
        errands.awaitEnd(job + "-next", BACK_LIMIT);
        assertThat(outside.killed()).hasSize(kills + 1);
        var took = System.nanoTime() - outside.killed().getLast().nanos();
        System.out.println(
                "%-8s at %-9s calls %d, effects %d, runs %d; both ended %d ms after the kill"
                        .formatted(
                                kind.substring(kind.indexOf('.') + 1),
                                step.word(),
                                outside.calls(job),
                                outside.effects(job),
                                outside.begun(job).size(),
                                Duration.ofNanos(took).toMillis()));
        assertThat(outside.effects(job)).isOne();
    }

    /** The tour kills the node, too. */
    @Test
    @Order(2)
    void theTourGoesThroughAndIsPlainText() throws Exception {
        try (var demo = demo()) {
            assertThat(demo.awaitEnd()).as(demo.lines().toString()).isZero();
            assertThat(demo.lines())
                    .anyMatch(line -> line.startsWith("$ curl $api/jobs -H \"$json\" -H \"$key\""))
                    .anyMatch(line -> line.startsWith("$ kill -9 "))
                    .anyMatch(line -> line.contains("\"state\":\"succeeded\""))
                    .anyMatch(line -> line.contains("\"attempt\":2"))
                    .noneMatch(line -> line.contains("\u001b"));
        }
        up.awaitLine("is ready again.");
    }

    private static Command demo() throws IOException {
        var port = Integer.toString(place.ports().http());
        return Command.run(
                Florin.class, List.of("demo", "--data", data.toString(), "--port", port));
    }

    @Test
    @Order(3)
    void allOfThemHaveOneEffectAndOneChargeAndTheBooksAreRight() throws Exception {
        errands.assertNothingIsLostOrTwice();
        up.terminate();
        up.awaitEnd();
        var check = Command.run(Florin.class, List.of("check", "--data", data.toString()));
        assertThat(check.awaitEnd()).as(check.lines().toString()).isZero();
    }

    @Test
    @Order(4)
    void withoutUpTheTourIsOneSentence() throws Exception {
        try (var demo = demo()) {
            assertThat(demo.awaitEnd()).isOne();
            assertThat(demo.lines()).singleElement().asString().contains("start ./florin up first");
        }
    }
}
