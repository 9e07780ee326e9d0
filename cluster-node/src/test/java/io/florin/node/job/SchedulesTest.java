package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.ScheduleTable;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three schedules that are due one after the other, among others. */
class SchedulesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> NAMES = List.of("first", "second", "third");

    private static Database database;
    private Schedules schedules;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        POSTGRES.execute(
                """
                create function refuse_second() returns trigger language plpgsql as $$
                begin
                    raise exception 'not this one' using errcode = 'check_violation';
                end $$;
                create trigger refuse_second before insert on job for each row
                    when (new.id like 'second-%') execute function refuse_second();
                """);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void register() {
        var table = new ScheduleTable(database);
        var settings = new StringBuilder();
        for (var name : NAMES) {
            settings.append("florin.jobs.schedules.").append(name);
            settings.append(
                    " { app = shop, kind = noop, cron = \"0 * * * *\", payload = \"{}\" }\n");
        }
        var config =
                ConfigFactory.parseString(settings.toString())
                        .withFallback(WorkNode.config(POSTGRES))
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve();
        schedules = new Schedules(table, JobSettings.from(config));
        POSTGRES.execute("delete from job; delete from job_schedule");
        var due = NOON.minusSeconds(60);
        for (var name : NAMES) {
            due = due.plusSeconds(1);
            table.register(new ScheduleTable.Schedule("shop", name, "0 * * * *", due));
        }
    }

    @Test
    void oneThatCannotBeSubmittedHoldsUpNoOther() {
        assertThat(schedules.fire(NOON)).hasSize(2);
        var ids = "select count(*) from job where id ~ '^(first|third)-'";
        assertThat(POSTGRES.count(ids)).isEqualTo(2);
        assertThat(schedules.fire(NOON)).isEmpty();
        assertThat(POSTGRES.count("select count(*) from job_schedule where next_at < now()"))
                .isPositive();
    }

    @Test
    void thoseOfOtherReleasesStayAndAreInNobodysWay() {
        POSTGRES.execute(
                """
                insert into job_schedule (next_at, app, name, cron)
                select '2026-01-01', 'shop', 'of-another-release-' || n, '* * * * *'
                from generate_series(1, 200) n
                """);
        assertThat(schedules.fire(NOON.plusSeconds(3_600))).hasSize(2);
        assertThat(POSTGRES.count("select count(*) from job_schedule")).isEqualTo(203);
    }
}
