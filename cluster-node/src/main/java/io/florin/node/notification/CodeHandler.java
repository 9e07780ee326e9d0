package io.florin.node.notification;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Outcome.Again;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.node.notification.SignedPost.Reply;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.JobError;
import io.florin.protocol.notification.CodeNotice;
import java.time.Instant;
import java.time.InstantSource;

/**
 * {@code notification.code}: tells a code's receiver of it, until that says yes or the code has
 * expired. Asking twice does no harm, for the receiver knows a code by its id.
 */
record CodeHandler(
        NotificationSettings settings, SealedCodes codes, SignedPost post, InstantSource clock)
        implements JobHandler {
    @Override
    public PayloadCheck payload() {
        return codes;
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var job = run.claim().job();
        var found = codes.open(job.spec().payload());
        if (found.isEmpty()) return never("code_unreadable", "It was sealed by another secret.");
        var notice = found.get();
        if (!notice.app().equals(job.app())) {
            return never("code_foreign", "It is another app's code.");
        }
        if (!clock.instant().isBefore(notice.expiresAt())) {
            return never("code_expired", "The code expired before anybody took it.");
        }
        return send(notice, job.createdAt());
    }

    private Outcome send(CodeNotice notice, Instant at) throws InterruptedException {
        var target = settings.of(notice.app());
        if (target.isEmpty()) return Outcome.failed("receiver_none", "The app has no receiver.");
        var json = CodeMessage.of(notice, at);
        return switch (post.send(target.get(), notice.id(), json, LogTrace.headers())) {
            case Reply.Status status when status.isYes() ->
                    new Outcome.Succeeded("{\"status\":" + status.code() + "}");
            case Reply.Status(var code) ->
                    Outcome.failed("receiver_refused", "The receiver answered " + code + ".");
            case Reply.Silence(var why) ->
                    Outcome.failed("receiver_silent", "The receiver did not answer: " + why);
        };
    }

    private static Outcome never(String code, String message) {
        return new Outcome.Failed(new JobError(code, message), new Again.Never());
    }
}
