package io.florin.node.job;

import com.typesafe.config.Config;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.ScheduleTable;
import io.florin.persistence.job.ScheduleTable.Name;
import io.florin.persistence.job.ScheduleTable.Schedule;
import io.florin.persistence.job.Submission;
import io.florin.protocol.account.Ids;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.wallet.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that begin by the clock, once in the cluster for each time: the job and the next time are
 * written in one transaction. A time that nobody was there for is made good once, not as often as
 * it was missed.
 */
final class Schedules {
    /** One of {@code florin.jobs.schedules}: of a kind without a price. */
    record Plan(String app, String kind, Cron cron, String payload) {
        static Plan from(String name, Config config) {
            try {
                Ids.require("schedule", name);
                var cron = Cron.parse(config.getString("cron"));
                cron.after(Instant.EPOCH);
                return new Plan(
                        config.getString("app"),
                        config.getString("kind"),
                        cron,
                        config.getString("payload"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s.schedules.%s: %s Correct the setting."
                                .formatted(JobSettings.PATH, name, e.getMessage()),
                        e);
            }
        }

        static Map<String, Plan> all(Config config) {
            var plans = new TreeMap<String, Plan>();
            for (var name : config.root().keySet()) {
                plans.put(name, from(name, config.getConfig("\"" + name + "\"")));
            }
            return plans;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final int MOST = 100;

    private final ScheduleTable table;
    private final JobSettings settings;

    Schedules(ScheduleTable table, JobSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    /** What exists goes on where it was. Blocks. */
    void register(Instant now) {
        settings.schedules()
                .forEach((name, plan) -> {
                    var next = plan.cron().after(now);
                    table.register(new Schedule(plan.app(), name, plan.cron().text(), next));
                });
    }

    /**
     * Submits what is due, and says whom to wake. One that cannot be submitted keeps no other from
     * it. Schedules that this node does not know may be a newer release's: they stay. Blocks.
     */
    List<Due> fire(Instant now) {
        var dues = new ArrayList<Due>();
        for (var schedule : table.due(now, names(), MOST)) {
            try {
                fire(schedule, now).ifPresent(dues::add);
            } catch (DatabaseException e) {
                LOG.warn("Schedule {} is late: {}", schedule.name(), e.toString());
                if (e.outcome() != DatabaseException.Outcome.REFUSED) break;
            }
        }
        return dues;
    }

    private List<Name> names() {
        return settings.schedules().entrySet().stream()
                .map(each -> new Name(each.getValue().app(), each.getKey()))
                .toList();
    }

    private Optional<Due> fire(Schedule schedule, Instant now) {
        var next = Cron.parse(schedule.cron()).after(now);
        return table.fire(schedule, next, job(schedule, now)).map(Submission::due);
    }

    private JobRow job(Schedule schedule, Instant now) {
        var plan = settings.schedules().get(schedule.name());
        if (plan == null) throw new IllegalStateException("Only what is known was asked for.");
        var kind = settings.kinds().get(plan.kind());
        if (kind == null) throw new IllegalStateException("Checked when the settings were read.");
        var spec =
                new JobSpec(
                        kind.queue(),
                        plan.kind(),
                        null,
                        plan.payload(),
                        Priority.NORMAL,
                        null,
                        null,
                        null);
        var id = new JobId(schedule.name() + "-" + schedule.nextAt().getEpochSecond());
        var job = new NewJob(plan.app(), id, true, schedule.key(), spec, null, Terms.FREE, null);
        var again = settings.times().again();
        var attempts = kind.maxAttempts();
        return new JobRow(job, kind.ordered(), attempts, schedule.key(), now, again);
    }
}
