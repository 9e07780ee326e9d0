package io.florin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.benchmark.edge.EdgeBenchmark;
import io.florin.benchmark.edge.LoginBenchmark;
import io.florin.benchmark.edge.SessionBenchmark;
import io.florin.benchmark.engine.HeapBenchmark;
import io.florin.benchmark.engine.HotBenchmark;
import io.florin.benchmark.engine.RecoveryBenchmark;
import io.florin.benchmark.engine.TransferBenchmark;
import io.florin.benchmark.job.JobBenchmark;
import io.florin.benchmark.journal.JournalBenchmark;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Reports;
import io.florin.benchmark.server.BenchServer;
import io.florin.sandbox.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each benchmark for a second. The slow ones, which start several engines, run with {@code
 * -Dbenchmark.excluded=none}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BenchmarksTest {
    private static final Rounds ONE_SECOND = new Rounds(1, Duration.ofSeconds(1), 0);
    private static final Progress SILENT = Progress.silent();
    private static final Path BUILD = Path.of("target");

    private final BenchServer server =
            BenchServer.start(BUILD.resolve("bench"), BUILD.resolve("binaries"), SILENT);

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void theServerIsDurable() {
        assertThat(server.describe()).endsWith("fsync on, synchronous_commit on");
    }

    @Test
    void journal(@TempDir Path folder) throws Exception {
        assertReported(new JournalBenchmark(20, 200).run(server, ONE_SECOND, SILENT), 3, folder);
    }

    @Test
    void hot(@TempDir Path folder) throws Exception {
        assertReported(new HotBenchmark(20, 10).run(server, ONE_SECOND, SILENT), 2, folder);
    }

    @Test
    void edge(@TempDir Path folder) throws Exception {
        assertReported(new EdgeBenchmark(2, 3, 4).run(server, ONE_SECOND, SILENT), 5, folder);
    }

    @Test
    void logins(@TempDir Path folder) throws Exception {
        assertReported(new LoginBenchmark(2, 4).run(server, ONE_SECOND, SILENT), 2, folder);
    }

    @Test
    void sessions(@TempDir Path folder) throws Exception {
        assertReported(new SessionBenchmark(1_000).run(server, SILENT), 1, folder);
    }

    @Test
    void jobs(@TempDir Path folder) throws Exception {
        assertReported(
                new JobBenchmark(200, 64, 4, 20, false).run(server, ONE_SECOND, SILENT),
                11,
                folder);
    }

    @Test
    @Tag("slow")
    void transfers(@TempDir Path folder) throws Exception {
        assertReported(new TransferBenchmark(20, 10).run(server, ONE_SECOND, SILENT), 5, folder);
    }

    @Test
    @Tag("slow")
    void heap(@TempDir Path folder) throws Exception {
        assertReported(new HeapBenchmark(50, 2).run(server, SILENT), 2, folder);
    }

    @Test
    @Tag("slow")
    void recovery(@TempDir Path folder) throws Exception {
        assertReported(new RecoveryBenchmark(1, 20).run(server, SILENT), 3, folder);
    }

    private static void assertReported(Report report, int linesAtLeast, Path folder)
            throws Exception {
        assertThat(report.lines()).hasSizeGreaterThanOrEqualTo(linesAtLeast);
        assertThat(report.lines())
                .allSatisfy(line ->
                        assertThat(line.figures().getFirst().value()).isNotNaN().isNotZero());
        var reports = new Reports(folder);
        reports.write(report.withConditions(Map.of("cores", "2")));
        var table = reports.publish(List.of(report.benchmark()));
        assertThat(table).contains(report.title(), report.lines().getFirst().name());
        assertThat(Files.readString(folder.resolve("chart.svg"))).contains("<svg", report.title());
    }
}
