package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database.Work;
import io.florin.persistence.database.DatabaseException.Outcome;
import io.florin.persistence.testing.PostgresExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One owner of connections, and what its failures mean. */
class DatabaseTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private Database database;

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        POSTGRES.execute("drop table if exists thing");
        POSTGRES.execute("create table thing (name text primary key)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTransactionIsAllOrNothing() {
        database.transact(insert("a"));
        assertThatThrownBy(() ->
                        database.transact(connection -> {
                            insert("b").run(connection);
                            throw new IllegalStateException("on second thoughts");
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(POSTGRES.count("select count(*) from thing")).isEqualTo(1);
    }

    @Test
    void aReadCannotWrite() {
        assertOutcome(() -> database.read(insert("a")), Outcome.UNAVAILABLE);
    }

    @Test
    void brokenRulesAreRefusedAndNameTheConstraint() {
        database.autocommit(insert("a"));

        assertOutcome(() -> database.autocommit(insert("a")), Outcome.REFUSED);
        assertOutcome(() -> database.transact(insert("a")), Outcome.REFUSED);
        assertThatThrownBy(() -> database.write(insert("a")))
                .asInstanceOf(type(DatabaseException.class))
                .returns("thing_pkey", DatabaseException::constraint)
                .returns("23505", DatabaseException::sqlState);
    }

    @Test
    void aSessionEndedInTheMiddleIsUnknownUnlessATransactionDiesWithIt() {
        assertOutcome(() -> database.autocommit(suicide()), Outcome.UNKNOWN);
        assertOutcome(() -> database.transact(suicide()), Outcome.UNAVAILABLE);
        assertThat(database.autocommit(insert("after"))).isEqualTo(1);
    }

    @Test
    void statementsAndTransactionsHaveLimits() {
        assertOutcome(() -> database.write(sleep(5)), Outcome.UNAVAILABLE);
        assertThat(setting("lock_timeout")).isEqualTo("2500ms");
        assertThat(setting("statement_timeout")).isEqualTo("3750ms");
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("5s");
        assertThat(setting("transaction_timeout")).isEqualTo("5s");
        assertThat(setting("tcp_user_timeout")).isEqualTo("5000");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        database.close();

        assertOutcome(() -> database.autocommit(insert("a")), Outcome.UNAVAILABLE);
        assertOutcome(() -> database.transact(insert("a")), Outcome.UNAVAILABLE);
        assertThatThrownBy(() -> database.dedicated()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenAllConnectionsAreLentTheNextCallerIsTold() {
        var one =
                ConfigFactory.parseString(
                        "florin.database { reader-connections = 1, borrow-timeout-millis = 250 }");
        try (var small =
                Database.open(DatabaseSettings.from(one.withFallback(POSTGRES.config())))) {
            assertThatThrownBy(() ->
                            small.autocommit(_ -> {
                                assertThat(small.readerLoad().lent()).isEqualTo(1);
                                return small.autocommit(insert("a"));
                            }))
                    .asInstanceOf(type(DatabaseException.class))
                    .returns(Outcome.UNAVAILABLE, DatabaseException::outcome);
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailableAndSaysSo() {
        var nowhere =
                ConfigFactory.parseString(
                        "florin.database.url = \"jdbc:postgresql://127.0.0.1:1/florin\"");

        assertThatThrownBy(() ->
                        Database.open(
                                DatabaseSettings.from(nowhere.withFallback(POSTGRES.config()))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void severalMayStartAtOnceAndMigrateOnce() {
        assertThat(POSTGRES.count("select count(*) from flyway_schema_history where success"))
                .isPositive();
        try (var again = POSTGRES.open()) {
            assertThat(again.era()).isEqualTo(database.era());
        }
    }

    private String setting(String name) {
        return database.autocommit(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("show " + name)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private static Work<Integer> insert(String name) {
        return connection -> {
            try (var statement = connection.prepareStatement("insert into thing values (?)")) {
                statement.setString(1, name);
                return statement.executeUpdate();
            }
        };
    }

    private static Work<Boolean> suicide() {
        return execute("select pg_terminate_backend(pg_backend_pid())");
    }

    private static Work<Boolean> sleep(int seconds) {
        return execute("select pg_sleep(" + seconds + ")");
    }

    private static Work<Boolean> execute(String sql) {
        return connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        };
    }

    private static void assertOutcome(ThrowingSupplier call, Outcome outcome) {
        assertThatThrownBy(call::get)
                .asInstanceOf(type(DatabaseException.class))
                .returns(outcome, DatabaseException::outcome);
    }

    private interface ThrowingSupplier {
        Object get() throws SQLException;
    }
}
