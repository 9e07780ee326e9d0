package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.florin.sandbox.Traffic.Done;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import io.florin.sandbox.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disaster as it goes: a backup is taken under load, everything is lost, and the backup comes
 * back into an empty folder, without Kafka. The steps follow one another.
 */
@TestMethodOrder(OrderAnnotation.class)
class BackupTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CLIENTS = 4;
    private static final long SEED = 20_261_126;
    private static final String RUNNING = "running";
    private static final String WAITING = "waiting";
    private static final String ANN =
            "{\"email\":\"ann@example.com\",\"password\":\"a password of Ann's\"}";

    @TempDir static Path folder;

    private static Path backup;
    private static Outside outside;
    private static Place lost;
    private static Place found;
    private static Command up;
    private static Traffic traffic;
    private static JsonNode note = MissingNode.getInstance();

    @BeforeAll
    static void start() throws Exception {
        backup = folder.resolve("backup");
        outside = Outside.open();
        lost = place("lost");
        found = place("found");
        up = up(lost);
        traffic = new Traffic(lost.edge(1));
        traffic.open();
        traffic.begin(CLIENTS, SEED);
        var errands = new Errands(List.of(lost.edge(1)), outside);
        errands.open();
        outside.hold(RUNNING);
        errands.submit(RUNNING, CrashNode.ERRAND, "lane", null);
        errands.submit(WAITING, CrashNode.ERRAND, "lane", null);
        await().atMost(LIMIT).until(() -> !outside.begun(RUNNING).isEmpty());
        register(Person.unknown(lost.base(1)));
    }

    @AfterAll
    static void stop() {
        up.close();
        outside.close();
    }

    private static Place place(String name) throws IOException {
        return Place.in(Files.createDirectory(folder.resolve(name)));
    }

    private static Command up(Place place) throws IOException {
        var environment = Map.of(CrashNode.OUTSIDE, outside.address().toString());
        var up = Command.run(CrashFlorin.class, environment, place.up());
        up.awaitLine("Ctrl-C ends it.");
        return up;
    }

    private static void register(Person nobody) {
        var ann = ANN.replace("{", "{\"username\":\"ann\",");
        assertThat(nobody.post("/v1/users", ann).status()).isEqualTo(201);
    }

    /** To its end, which is a good one. */
    private static List<String> run(Place place, String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", place.data().toString()));
        var command = Command.run(Florin.class, all);
        assertThat(command.awaitEnd()).as(command.lines().toString()).isZero();
        return command.lines();
    }

    private static void assertIsRefused(Runnable command, String sentence) {
        assertThatThrownBy(command::run)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(sentence);
    }

    private static void backUp(Path to, Place place) {
        var words = BackupWords.ofBackup(List.of(to + "", "--data", place.data() + ""));
        new BooksCommand(words.options(), new BackupCommand(words), Terminal.ofProcess()).run();
    }

    private static void restore(Path from, Place place) {
        var words = BackupWords.ofRestore(List.of(from + "", "--data", place.data() + ""));
        new RestoreCommand(words, Books::audit, Terminal.ofProcess()).run();
    }

    @Test
    @Order(1)
    void theBooksAreCopiedWhileTheyAreWritten() throws Exception {
        traffic.awaitMore(200, LIMIT);
        var said = run(lost, "backup", backup.toString(), "--with-secrets");
        note = new ObjectMapper().readTree(backup.resolve("backup.json").toFile());
        assertThat(said).contains("digest " + note.get("digest").asText());
        said.forEach(System.out::println);
        traffic.awaitMore(100, LIMIT);
        traffic.end();
        assertThat(traffic.differences()).isEmpty();
        assertThat(traffic.disturbances()).as("nobody has felt it").isZero();
        var begun = Instant.parse(note.get("startedAt").asText());
        assertThat(traffic.done().values())
                .anyMatch(done -> done.answeredAt().isAfter(begun) && isKept(done));
        for (var secret : List.of("operator.key", "identity.secret")) {
            assertThat(Files.getPosixFilePermissions(backup.resolve("secrets").resolve(secret)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean isKept(Done done) {
        return done.answeredAt().isBefore(Instant.parse(note.get("completeUntil").asText()));
    }

    @Test
    @Order(2)
    void whatWouldOverwriteSomethingIsRefused() {
        assertIsRefused(() -> backUp(backup, lost), "exists already");
        var inside = lost.postgres().folder().resolve("backup");
        assertIsRefused(() -> backUp(inside, lost), "is among what is to be copied");
        assertIsRefused(() -> backUp(folder.resolve("x"), found), "There are no books in");
        assertIsRefused(() -> restore(backup, lost), "Another florin runs on");
        assertIsRefused(() -> restore(folder, found), "is no backup");
    }

    @Test
    @Order(3)
    void theBackupComesBackIntoAnEmptyFolder() throws Exception {
        var nodes = up.nodes();
        up.kill();
        nodes.forEach(ProcessHandle::destroyForcibly);
        up.awaitEnd();
        PostgresServer.stopIn(lost.postgres(), Progress.silent());
        Folders.delete(lost.postgres().folder());

        long began = System.nanoTime();
        var said = run(found, "restore", backup.toString());
        said.forEach(System.out::println);
        assertThat(said).anyMatch(line -> line.contains("since that digest they only grew"));
        up = up(found);
        System.out.println("serving " + Seconds.since(began) + " after the restore began");
        assertIsRefused(() -> restore(backup, found), "Another florin runs on");
    }

    @Test
    @Order(4)
    void whatWasAcknowledgedBeforeItsEndIsThereToTheByte() throws Exception {
        var again = new Traffic(found.edge(1));
        var kept = traffic.done().values().stream().filter(BackupTest::isKept).toList();
        kept.parallelStream().forEach(again::askAgain);
        assertThat(again.differences()).isEmpty();
        var later = traffic.done().values().stream().filter(done -> !isKept(done)).toList();
        long gone = 0;
        for (var done : later) {
            var path = "/v1/transfers/" + done.id() + "?from=" + done.from();
            if (found.edge(1).get(path).status() == 404) gone++;
        }
        System.out.printf(
                "%d transfers acknowledged before the end of the backup, all there;"
                        + " %d after it, %d of them lost%n",
                kept.size(), later.size(), gone);
        assertThat(gone).as("the disaster was one").isPositive();
        var ann = Person.unknown(found.base(1)).post("/v1/sessions", ANN);
        assertThat(ann.status()).as(ann.toString()).isEqualTo(201);
    }

    /** Kafka is a new and empty one. */
    @Test
    @Order(5)
    void jobsThatWaitedOrRanAreDoneOnce() throws Exception {
        long before = outside.begun(RUNNING).getFirst().pid();
        await().atMost(LIMIT).until(() -> outside.begun(RUNNING).getLast().pid() != before);
        outside.release(RUNNING);
        var errands = new Errands(List.of(found.edge(1)), outside);
        for (var job : List.of(RUNNING, WAITING)) {
            errands.awaitEnd(job, LIMIT);
            assertThat(outside.effects(job)).isOne();
        }
        var check = found.edge(1).get("/v1/ledger/check").json();
        assertThat(check.get("ok").asBoolean()).as(check.toString()).isTrue();
    }

    /** Of a server that was restored, and that stands still; without secrets. */
    @Test
    @Order(6)
    void aBackupOfARestoredServerComesBackToo() throws Exception {
        up.close();
        var digest = note.get("digest").asText();
        run(found, "check", "--digest", digest);
        var second = folder.resolve("second");
        run(found, "backup", second.toString());
        assertThat(second.resolve("secrets")).doesNotExist();
        var third = place("third");
        var said = run(third, "restore", second.toString(), "--digest", digest);
        assertThat(said).anyMatch(line -> line.contains("since that digest they only grew"));
        assertThat(said).anyMatch(line -> line.startsWith("No secrets came with it"));
        assertIsRefused(() -> restore(backup, found), "is not empty");
    }
}
