package io.florin.node.payment;

import io.florin.node.job.JobSettings;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.wallet.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The kinds of our jobs, as the settings have them. */
record PaymentKinds(JobSettings settings) {
    static final String CHARGE = "payment.charge";
    static final String PAYOUT = "payment.payout";
    static final String REFUND = "payment.refund";
    static final String CHECK = "payment.check";
    static final String RECONCILE = "payment.reconcile";
    static final String WEBHOOK = "webhook.process";

    static String of(Destination to) {
        return switch (to) {
            case Destination.BankAccount _ -> PAYOUT;
            case Destination.Refund _ -> REFUND;
        };
    }

    /** At most one open job of a unique key, unless it is null. */
    JobSpec spec(String kind, String payload, @Nullable Instant runAt, @Nullable String uniqueKey) {
        var known = settings.kinds().get(kind);
        if (known == null) throw new IllegalStateException("The settings lack " + kind + ".");
        return new JobSpec(
                known.queue(), kind, null, payload, Priority.NORMAL, runAt, uniqueKey, null);
    }

    /** A job without a price, to be inserted with what it is about; part of its thread's trace. */
    JobRow row(String app, String id, JobSpec spec, Instant at) {
        var job = new NewJob(app, new JobId(id), true, null, spec, null, Terms.FREE, null);
        var kind = settings.kinds().get(spec.kind());
        if (kind == null) throw new IllegalStateException("It has been looked up for the spec.");
        return new JobRow(
                job,
                kind.ordered(),
                kind.maxAttempts(),
                spec.payload(),
                at,
                settings.times().again(),
                LogTrace.ofThread());
    }
}
