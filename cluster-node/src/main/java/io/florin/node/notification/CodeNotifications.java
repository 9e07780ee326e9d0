package io.florin.node.notification;

import io.florin.edge.secret.Vault;
import io.florin.node.job.JobHandler;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.notification.Notifications;
import java.time.InstantSource;
import java.util.Map;

/** One-time codes on their way: the jobs that bring them, and the door that makes such jobs. */
public final class CodeNotifications {
    private final NotificationSettings settings;
    private final SealedCodes codes;
    private final InstantSource clock;

    public CodeNotifications(NotificationSettings settings, Vault vault, InstantSource clock) {
        this.settings = settings;
        this.codes = new SealedCodes(vault);
        this.clock = clock;
    }

    /** By kind. */
    public Map<String, JobHandler> handlers() {
        return Map.of(
                CodeMessage.TYPE, new CodeHandler(settings, codes, new SignedPost(clock), clock));
    }

    /** {@code inLog}: whether the codes of an app without a receiver are written to the log. */
    public Notifications door(Jobs jobs, boolean inLog) {
        return new CodeJobs(settings, codes, jobs, clock, inLog);
    }
}
