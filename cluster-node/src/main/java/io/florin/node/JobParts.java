package io.florin.node;

import io.florin.edge.identity.IdSource;
import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.JobHandlers;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.KnownKinds;
import io.florin.node.job.SqlJobs;
import io.florin.node.job.Wakes;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.payment.PaymentJobs;
import io.florin.node.payment.PaymentSettings;
import io.florin.node.payment.SqlPayments;
import io.florin.node.webhook.SqlWebhooks;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.webhook.WebhookEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who does which jobs on this node, and the doors to those who make them. */
record JobParts(KnownKinds kinds, Wakes wakes, PaymentJobs payments) implements SqlWebhooks.Work {
    static JobParts of(
            JobSettings settings,
            PaymentSettings payments,
            Database database,
            Kafka kafka,
            InstantSource clock) {
        var wakes = new KafkaDues(kafka);
        var ground = new PaymentJobs.Ground(database, settings, payments, wakes, clock);
        var jobs = new PaymentJobs(ground);
        var kinds = new KnownKinds(settings, new JobHandlers(jobs.handlers()));
        return new JobParts(kinds, wakes, jobs);
    }

    Jobs jobs(Workers.Surroundings around, Workers workers, BlockingCalls calls, IdSource ids) {
        return new SqlJobs(
                new SqlJobs.Ground(
                        around.database(),
                        calls,
                        around.blocking(),
                        around.wallets(),
                        wakes,
                        kinds,
                        around.clock(),
                        workers.incarnation(),
                        workers.settler()::settle,
                        () -> ids.next().toString()));
    }

    SqlPayments payments(Jobs jobs, Workers.Surroundings around) {
        return new SqlPayments(payments, jobs, around.blocking());
    }

    @Override
    public Optional<JobRow> of(WebhookEvent event) {
        return payments.workOn(event);
    }

    @Override
    public void wake(Due due) {
        wakes.wake(List.of(due));
    }
}
