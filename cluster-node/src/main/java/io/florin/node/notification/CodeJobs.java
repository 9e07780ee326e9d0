package io.florin.node.notification;

import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.notification.CodeNotice;
import io.florin.protocol.notification.Notifications;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The door to whoever tells people their codes: one job per code, by the code's id. */
record CodeJobs(
        NotificationSettings settings,
        SealedCodes codes,
        Jobs jobs,
        InstantSource clock,
        boolean inLog)
        implements Notifications {
    static final String QUEUE = "notification";

    @Override
    public boolean canDeliver(String app) {
        return inLog || settings.of(app).isPresent();
    }

    @Override
    public CompletionStage<Void> deliver(CodeNotice notice) {
        if (settings.of(notice.app()).isPresent()) return submit(notice);
        if (!inLog) return failed("There is nobody to hand it over to.");
        CodeLog.write(notice);
        return done();
    }

    private CompletionStage<Void> submit(CodeNotice notice) {
        if (!clock.instant().isBefore(notice.expiresAt())) return done();
        return jobs.submit(job(notice)).thenCompose(CodeJobs::answered);
    }

    private NewJob job(CodeNotice notice) {
        var payload = codes.seal(notice);
        var spec =
                new JobSpec(
                        QUEUE, CodeMessage.TYPE, null, payload, Priority.HIGH, null, null, null);
        return new NewJob(
                notice.app(), new JobId(notice.id()), true, null, spec, null, Terms.FREE, null);
    }

    private static CompletionStage<Void> answered(JobReply reply) {
        return switch (reply) {
            case Taken _, OpenAlready _ -> done();
            // The code's own job: sealed again, the same code is other bytes.
            case Denied(var denial, _) when denial.why() == Refusal.ID_REUSED -> done();
            case Denied(var denial, _) -> failed("Its job is refused: " + denial.why());
            case NotTaken(var why) -> failed("Its job is not taken: " + why);
            case InDoubt() -> failed("Whether its job is taken is not known.");
        };
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }

    private static CompletionStage<Void> failed(String why) {
        return CompletableFuture.failedStage(new IllegalStateException(why));
    }
}
