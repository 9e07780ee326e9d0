package io.florin.persistence.outbound;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.BANK;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.cancelled;
import static io.florin.persistence.ledger.SampleEvents.captured;
import static io.florin.persistence.ledger.SampleEvents.confirmed;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.debitedTogether;
import static io.florin.persistence.ledger.SampleEvents.held;
import static io.florin.persistence.ledger.SampleEvents.hold;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.refunded;
import static io.florin.persistence.ledger.SampleEvents.released;
import static io.florin.persistence.ledger.SampleEvents.returned;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.LedgerRebuild;
import io.florin.persistence.ledger.Projector;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the events of wallets give apps to be told of, in groups of any size. */
class LedgerNewsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SUBSCRIBE =
            """
            insert into webhook_endpoint (created_at, changed_at, id, app, url, events, secret)
            values (now(), now(), 'e', 'default', 'https://a.example/', '{%s}', 's')
            """;

    private static Database database;
    private JournalScribe journal;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        POSTGRES.execute(
                "truncate event, ledger_entry, transfer, hold, wallet, projection_offset,"
                        + " webhook_endpoint, webhook_message, webhook_delivery, webhook_mark");
        journal = new JournalScribe(database);
    }

    private static String told() {
        return database.autocommit(connection -> {
            var text = new StringBuilder();
            try (var statement =
                            connection.prepareStatement(
                                    "select type, data::jsonb->>'id', data::jsonb->>'state',"
                                            + " data::jsonb->>'amount',"
                                            + " coalesce(data::jsonb->>'captured',"
                                            + " data::jsonb->'reason'->>'code', '-')"
                                            + " from webhook_message order by at, type");
                    var row = statement.executeQuery()) {
                while (row.next()) {
                    for (int i = 1; i <= 5; i++)
                        text.append(i > 1 ? " | " : "").append(row.getString(i));
                    text.append('\n');
                }
            }
            return text.toString();
        });
    }

    private void everything() {
        var held = hold("h", State.HELD, 0, 0, 100);
        journal.write(
                A,
                debited(1, "paid", 90, leg(BANK, 10)),
                debited(2, "sent", 80, leg(B, 10)),
                settled(4, "sent", 0, 10, 80),
                debited(5, "back", 70, leg(B, 10)),
                returned(6, "back", 0, 10, 80),
                debited(7, "half", 60, leg(B, 10), leg(B, 10)),
                returned(8, "half", 0, 10, 70),
                settled(10, "half", 1, 10, 70),
                debitedTogether(11, "all", 50, leg(B, 10), leg(B, 10)),
                confirmed(12, "all"),
                settled(14, "all", 0, 10, 50),
                settled(15, "all", 1, 10, 50),
                debitedTogether(16, "none", 30, leg(B, 10), leg(B, 10)),
                cancelled(17, "none", 20, 50),
                refused(19),
                refunded(20, "refund", legName(A, "paid", 0), 53),
                debited(21, "open", 40, leg(B, 10)),
                held(22, held, 40, 100),
                captured(23, "c1", hold("h", State.HELD, 40, 0, 60), 0, 60, leg(BANK, 40)),
                captured(24, "c2", hold("h", State.HELD, 40, 20, 40), 0, 40, leg(B, 20)),
                settled(26, "c2", 0, 20, hold("h", State.HELD, 60, 0, 40), 0, 0, 40),
                released(27, hold("h", State.RELEASED, 60, 0, 0), 40, 40, 0),
                held(28, hold("g", State.HELD, 0, 0, 100), 40, 100),
                released(29, hold("g", State.EXPIRED, 0, 0, 0), 100, 40, 0));
    }

    private static WalletEvent refused(int second) {
        return new WalletEvent.Refused(
                at(second),
                Receipt.NONE,
                "t/poor",
                new Denial(Refusal.INSUFFICIENT_FUNDS, Map.of("shortfall", 7L)));
    }

    private static final String EVERYTHING =
            """
            transfer.completed | paid | completed | 10 | -
            transfer.completed | sent | completed | 10 | -
            transfer.returned | back | returned | 10 | destination_full
            transfer.completed | half | completed | 20 | -
            transfer.completed | all | completed | 20 | -
            transfer.returned | none | returned | 20 | -
            transfer.refused | poor | refused | null | insufficient_funds
            transfer.completed | refund | completed | 3 | -
            hold.created | h | held | 100 | 0
            hold.captured | h | held | 100 | 40
            transfer.completed | c1 | completed | 40 | -
            transfer.completed | c2 | completed | 20 | -
            hold.captured | h | held | 100 | 60
            hold.released | h | released | 100 | 60
            hold.created | g | held | 100 | 0
            hold.expired | g | expired | 100 | 0
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void whatEndsIsToldOnce(int groups) {
        POSTGRES.execute(SUBSCRIBE.formatted("*"));
        everything();
        new Projector(database).run(groups);
        assertThat(told()).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void onlyWhatSomebodyWantsIsWritten(int groups) {
        POSTGRES.execute(SUBSCRIBE.formatted("hold.expired,job.*"));
        everything();
        new Projector(database).run(groups);
        assertThat(told()).isEqualTo("hold.expired | g | expired | 100 | 0\n");
    }

    /** Not even if somebody has begun to want it meanwhile; what comes after is news. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void whatIsReadAgainIsNoNews(int groups) {
        everything();
        new Projector(database).run(100);
        assertThat(told()).isEmpty();
        POSTGRES.execute(SUBSCRIBE.formatted("*"));
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        new Projector(database).run(groups);
        assertThat(told()).isEmpty();
        // A rebuild before the last one is through does not make the rest of it news.
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        new Projector(database).step(1);
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        new Projector(database).run(groups);
        assertThat(told()).isEmpty();
        journal.write(A, settled(30, "open", 0, 10, 40));
        new Projector(database).run(groups);
        assertThat(told()).isEqualTo("transfer.completed | open | completed | 10 | -\n");
    }
}
