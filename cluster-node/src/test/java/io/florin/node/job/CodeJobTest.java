package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigFactory;
import io.florin.edge.secret.Vault;
import io.florin.edge.signature.Verdict;
import io.florin.node.notification.CodeNotifications;
import io.florin.node.notification.NotificationSettings;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.notification.CodeNotice;
import io.florin.protocol.notification.Notifications;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A one-time code on its way, with real PostgreSQL, a real broker and a real receiver. */
class CodeJobTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String APP = "shop";
    private static final String CODE = "918273";

    /** How far the clock of those who judge codes is ahead. */
    private static volatile Duration ahead = Duration.ZERO;

    private static CodeReceiver receiver;
    private static WorkNode node;
    private static SqlJobs jobs;
    private static Notifications notifications;

    @BeforeAll
    static void open() throws IOException {
        receiver = new CodeReceiver();
        var codes = codes(target(receiver.url()));
        var handler = Objects.requireNonNull(codes.handlers().get("notification.code"));
        node = new WorkNode(POSTGRES, Town.richWallets(List.of()), handler);
        node.join(node);
        jobs = node.jobs();
        notifications = codes.door(jobs, false);
    }

    private static CodeNotifications codes(String settings) {
        var config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
        return new CodeNotifications(
                NotificationSettings.from(config, Set.of(APP)),
                new Vault("an installation's secret, 32 or more", new SecureRandom()),
                () -> Instant.now().plus(ahead));
    }

    private static String target(String url) {
        return "florin.notifications.shop { url = \"%s\", secret = \"%s\" }"
                .formatted(url, CodeReceiver.SECRET);
    }

    @AfterAll
    static void close() {
        node.close();
        receiver.close();
    }

    @BeforeEach
    void reset() {
        ahead = Duration.ZERO;
        receiver.told.clear();
        receiver.status = () -> 204;
    }

    private static CodeNotice notice() {
        var id = UUID.randomUUID().toString();
        var expiresAt = Instant.parse("2100-01-01T00:00:00Z");
        return new CodeNotice(id, APP, "payout", "ann@x.org", CODE, expiresAt);
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Job awaitEnd(String id) {
        var name = new JobName(APP, new JobId(id), null);
        return await().atMost(LIMIT)
                .until(() -> now(jobs.find(name)).orElseThrow(), job -> job.state().isEnd());
    }

    private static JobFilter all() {
        return new JobFilter(APP, null, "notification", null, null, 100, null);
    }

    @Test
    void aCodeReachesItsReceiverSignedAndOnceHoweverOftenItIsHandedOver() throws Exception {
        var notice = notice();
        now(notifications.deliver(notice));
        now(notifications.deliver(notice));
        var job = awaitEnd(notice.id());
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(receiver.told).hasSize(1);
        var told = receiver.told.getFirst();
        assertThat(told.verdict()).isEqualTo(new Verdict.Genuine());
        assertThat(told.id()).isEqualTo(notice.id());
        assertThat(told.body())
                .isEqualTo(
                        """
                        {"type":"notification.code","timestamp":"%s","data":{"app":"shop",\
                        "purpose":"payout","subject":"ann@x.org","code":"918273",\
                        "expiresAt":"2100-01-01T00:00:00Z"}}\
                        """
                                .formatted(job.createdAt()));
    }

    @Test
    void theSameBytesGoAgainUntilTheReceiverTakesThem() throws Exception {
        var asked = new AtomicInteger();
        receiver.status = () -> asked.incrementAndGet() < 3 ? 503 : 200;
        var notice = notice();
        now(notifications.deliver(notice));
        assertThat(awaitEnd(notice.id()).failures()).isEqualTo(2);
        assertThat(receiver.told).hasSize(3);
        assertThat(receiver.told.stream().distinct()).hasSize(1);
    }

    @Test
    void theCodeIsInNoRowAndNoLine() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var before = root.getLevel();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG);
        var refused = new AtomicInteger();
        receiver.status = () -> refused.getAndIncrement() == 0 ? 400 : 200;
        try {
            var notice = notice();
            now(notifications.deliver(notice));
            assertThat(awaitEnd(notice.id()).state()).isEqualTo(JobState.SUCCEEDED);
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(receiver.told).isNotEmpty().allMatch(told -> told.body().contains(CODE));
        assertThat(List.copyOf(lines.list))
                .isNotEmpty()
                .noneMatch(line -> line.getFormattedMessage().contains(CODE));
        assertThat(now(jobs.list(all())).items())
                .isNotEmpty()
                .allMatch(job -> job.spec().payload().contains("\"purpose\":\"payout\""))
                .noneMatch(job -> job.toString().contains(CODE));
    }

    /** Nor does it go by the replay of the dead job. */
    @Test
    void anExpiredCodeIsNotSent() throws Exception {
        receiver.status =
                () -> {
                    ahead = Duration.ofDays(40_000);
                    return 500;
                };
        var notice = notice();
        now(notifications.deliver(notice));
        var dead = awaitEnd(notice.id());
        assertThat(dead.state()).isEqualTo(JobState.DEAD);
        assertThat(Objects.requireNonNull(dead.error()).code()).isEqualTo("code_expired");
        assertThat(now(jobs.replay(all(), false)).matching()).isOne();
        var anew =
                await().atMost(LIMIT)
                        .until(
                                () -> now(jobs.list(all())).items().getFirst(),
                                job -> job.replays() != null && job.state().isEnd());
        assertThat(Objects.requireNonNull(anew.error()).code()).isEqualTo("code_expired");
        now(notifications.deliver(notice()));
        assertThat(now(jobs.list(all())).items().getFirst().id()).isEqualTo(anew.id());
        assertThat(receiver.told).hasSize(1);
    }

    @Test
    void nobodyElseSealsCodes() throws Exception {
        var payload = "{\"purpose\":\"payout\",\"sealed\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}";
        var spec =
                new JobSpec(
                        "notification",
                        "notification.code",
                        null,
                        payload,
                        Priority.NORMAL,
                        null,
                        null,
                        null);
        var id = new JobId(UUID.randomUUID().toString());
        var job = new NewJob(APP, id, true, null, spec, null, Terms.FREE, null);
        assertThat(now(jobs.submit(job)))
                .isEqualTo(new JobReply.Denied(Denial.of(Refusal.PAYLOAD_INVALID), false));
    }

    @Test
    void anAppWithoutAReceiverHasTheLogOrNothing() throws Exception {
        assertThat(notifications.canDeliver(APP)).isTrue();
        assertThat(notifications.canDeliver("other")).isFalse();
        var logs = codes("").door(jobs, true);
        assertThat(logs.canDeliver(APP)).isTrue();
        var notice = notice();
        now(logs.deliver(notice));
        var name = new JobName(APP, new JobId(notice.id()), null);
        assertThat(now(jobs.find(name))).isEmpty();
        assertThat(codes("").door(jobs, false).canDeliver(APP)).isFalse();
    }
}
