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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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
 * A disaster as it goes: a backup is taken under load, the WAL since is put away, everything is
 * lost, and comes back into empty folders, without Kafka: as of the backup, of a moment, of the
 * last that was put away. The steps follow one another.
 */
@TestMethodOrder(OrderAnnotation.class)
class BackupTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CLIENTS = 4;
    private static final long SEED = 20_261_126;
    private static final String RUNNING = "running";
    private static final String WAITING = "waiting";
    private static final String TIMELINE = "select timeline_id from pg_control_checkpoint()";
    private static final String ANN =
            "{\"email\":\"ann@example.com\",\"password\":\"a password of Ann's\"}";

    @TempDir static Path folder;

    private static Path backup;
    private static Archive archive;
    private static Outside outside;
    private static Place lost;
    private static Place found;
    private static Command up;
    private static Traffic traffic;
    private static Map<String, Done> afterTheMoment = Map.of();
    private static Map<String, Done> notPutAway = Map.of();
    private static JsonNode note = MissingNode.getInstance();
    private static String digest = "";
    private static Instant moment = Instant.MIN;
    private static Duration restoring = Duration.ZERO;

    @BeforeAll
    static void start() throws Exception {
        backup = folder.resolve("backup");
        outside = Outside.open();
        lost = place("lost");
        found = place("found");
        archive = Archive.in(folder.resolve("wal"));
        archive.receive(lost.postgres());
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

    private static void assertIsRefused(Runnable command, String sentence) {
        assertThatThrownBy(command::run)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(sentence);
    }

    @Test
    @Order(1)
    void theBooksAreCopiedWhileTheyAreWritten() throws Exception {
        traffic.awaitMore(200, LIMIT);
        var said = lost.run("backup", backup.toString(), "--with-secrets");
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
        assertIsRefused(() -> lost.backUp(backup), "exists already");
        var inside = lost.postgres().folder().resolve("backup");
        assertIsRefused(() -> lost.backUp(inside), "is among what is to be copied");
        assertIsRefused(() -> found.backUp(folder.resolve("x")), "There are no books in");
        assertIsRefused(() -> lost.restore(backup), "Another florin runs on");
        assertIsRefused(() -> found.restore(folder), "is no backup");
    }

    /** Twice the same digest, and the moment lies between. */
    @Test
    @Order(3)
    void aMomentIsNotedAndTheWorkGoesOn() throws Exception {
        var database = lost.server().address();
        await().atMost(LIMIT)
                .until(() -> {
                    digest = Books.digest(database).toString();
                    moment = Archive.now(database);
                    return Books.digest(database).toString().equals(digest);
                });
        afterTheMoment = Traffic.written(lost.edge(1), "d", SEED, 100, LIMIT).done();
        archive.awaitAllOf(database);
        notPutAway = Traffic.written(lost.edge(1), "e", SEED, 50, LIMIT).done();
    }

    @Test
    @Order(4)
    void theDiskIsLostAndTheBackupAloneComesBack() throws Exception {
        Archive.cutPowerOf(up, lost.server());
        Folders.delete(lost.postgres().data());
        var plain = place("plain");
        plain.restore(backup);
        try (var server = plain.server()) {
            var kept = traffic.done().values().stream().filter(BackupTest::isKept).map(Done::id);
            assertThat(Archive.transfers(server.address()))
                    .containsAll(kept.toList())
                    .doesNotContainAnyElementsOf(afterTheMoment.keySet());
        }
    }

    @Test
    @Order(5)
    void withItsWalAllComesBackThatWasPutAway() throws Exception {
        var last = place("last");
        last.restore(backup, "--wal", archive.folder().toString());
        try (var server = last.server()) {
            assertThat(Archive.transfers(server.address()))
                    .containsAll(traffic.done().keySet())
                    .containsAll(afterTheMoment.keySet())
                    .doesNotContainAnyElementsOf(notPutAway.keySet());
        }
        System.out.printf(
                "%d transfers put away after the moment, all there; %d that were not, all lost%n",
                afterTheMoment.size(), notPutAway.size());
        var never = place("never");
        var early = note.get("startedAt").asText();
        assertIsRefused(() -> restoreUntil(never, early), "use an older backup");
        assertIsRefused(() -> restoreUntil(never, Instant.now() + ""), "no write from after");
        assertThat(never.postgres().folder()).doesNotExist();
    }

    private static void restoreUntil(Place place, String time) {
        place.restore(backup, "--wal", archive.folder() + "", "--until", time);
    }

    @Test
    @Order(6)
    void withATimeTheBooksAreToTheByteAsTheyWereThen() throws Exception {
        long began = System.nanoTime();
        var wal = archive.folder().toString();
        var until = moment.toString();
        var said = found.run("restore", backup.toString(), "--wal", wal, "--until", until);
        restoring = Duration.ofNanos(System.nanoTime() - began);
        said.forEach(System.out::println);
        assertThat(said).anyMatch(line -> line.contains("since that digest they only grew"));
        var then = Archive.content(digest);
        assertThat(said).as("nothing less, nothing more").anyMatch(line -> line.endsWith(then));
        assertThat(said).anyMatch(line -> line.startsWith("What was acknowledged before " + until));
    }

    /** Whose server is the next one, and goes on with the same archive. */
    @Test
    @Order(7)
    void theManualsLinesDoTheSameByHandAndTheArchiveGoesOn() throws Exception {
        var hand = place("hand").postgres();
        archive.recoverByHand(backup, lost.postgres(), hand, moment);
        try (var server = PostgresServer.start(hand, Progress.silent())) {
            var database = server.address();
            await().atMost(LIMIT)
                    .until(() -> Archive.ask(database, "select pg_is_in_recovery()").contains("f"));
            assertThat(Archive.transfers(database)).isEqualTo(traffic.done().keySet());
            assertThat(Books.digest(database).toString()).endsWith(Archive.content(digest));
            Archive.ask(database, "select pg_logical_emit_message(true, 'florin', 'written')");
            archive.awaitAllOf(database);
        }
        assertThat(archive.histories()).containsExactly("00000002.history");
        var after = place("after");
        after.restore(backup, "--wal", archive.folder().toString(), "--digest", digest);
        try (var server = after.server()) {
            assertThat(Archive.transfers(server.address())).isEqualTo(traffic.done().keySet());
            assertThat(Archive.ask(server.address(), TIMELINE)).containsExactly("3");
        }
    }

    @Test
    @Order(8)
    void whatWasAcknowledgedBeforeTheMomentIsThereToTheByte() throws Exception {
        long began = System.nanoTime();
        up = up(found);
        var serving = restoring.plusNanos(System.nanoTime() - began);
        System.out.printf("serving %.1f s after the restore began%n", serving.toMillis() / 1e3);
        assertIsRefused(() -> found.restore(backup), "Another florin runs on");
        var again = new Traffic(found.edge(1));
        traffic.done().values().parallelStream().forEach(again::askAgain);
        assertThat(again.differences()).isEmpty();
        for (var lost : afterTheMoment.values()) {
            var body = Traffic.body(lost.id(), lost.from(), lost.to(), lost.amount());
            var anew = found.edge(1).post("/v1/transfers", body);
            assertThat(anew.replayed()).as("it was gone, and is done anew").isFalse();
            assertThat(anew.status()).isEqualTo(201);
        }
        var database = found.server().address();
        assertThat(Archive.ask(database, "select distinct era from event")).containsExactly("1");
        assertThat(Archive.ask(database, TIMELINE)).containsExactly("2");
        assertThat(Archive.ask(database, "select system_identifier from pg_control_system()"))
                .containsExactly(note.get("systemIdentifier").asText());
        var ann = Person.unknown(found.base(1)).post("/v1/sessions", ANN);
        assertThat(ann.status()).as(ann.toString()).isEqualTo(201);
    }

    /** Kafka is a new and empty one. */
    @Test
    @Order(9)
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
    @Order(10)
    void aBackupOfARestoredServerComesBackToo() throws Exception {
        up.close();
        found.run("check", "--digest", digest);
        var second = folder.resolve("second");
        found.run("backup", second.toString());
        assertThat(second.resolve("secrets")).doesNotExist();
        var third = place("third");
        var said = third.run("restore", second.toString(), "--digest", digest);
        assertThat(said).anyMatch(line -> line.contains("since that digest they only grew"));
        assertThat(said).anyMatch(line -> line.startsWith("No secrets came with it"));
        assertIsRefused(() -> found.restore(backup), "is not empty");
    }
}
