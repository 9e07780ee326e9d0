package io.florin.persistence.request;

import static io.florin.protocol.request.MoneyRequests.Answer.ACCEPTED;
import static io.florin.protocol.request.MoneyRequests.Answer.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.NewMoneyRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sweeper finds. */
class AcceptedRequestsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private static Database database;
    private static MoneyRequestTable requests;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        requests = new MoneyRequestTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private NewMoneyRequest payment(String id) {
        var amount = new Money(new Asset("THB"), 1_000);
        return new NewMoneyRequest(app, id, "ann", "bob", amount, null, null, id, NOON);
    }

    @Test
    void whatWasAcceptedLongAgoAndHasNotEndedIsFoundPageByPageOldestFirst() {
        for (String id : List.of("a", "b", "c", "done", "pending", "rejected", "young")) {
            requests.create(payment(id));
        }
        var times = List.of(LATER, LATER, NOON);
        for (int i = 0; i < times.size(); i++) {
            requests.answer(app, List.of("a", "b", "c").get(i), ACCEPTED, "bob", times.get(i));
        }
        requests.answer(app, "done", ACCEPTED, "bob", NOON);
        requests.finish(app, "done", 1, null);
        requests.answer(app, "rejected", REJECTED, "bob", NOON);
        requests.answer(app, "young", ACCEPTED, "bob", LATER.plusSeconds(1));

        var found = new ArrayList<MoneyRequest>();
        MoneyRequest last = null;
        do {
            var page = requests.accepted(LATER.plusSeconds(1), last, 2);
            found.addAll(page);
            last = page.size() < 2 ? null : page.getLast();
        } while (last != null);
        assertThat(found)
                .filteredOn(request -> request.app().equals(app)) // the other tests leave some, too
                .extracting(MoneyRequest::id)
                .containsExactly("c", "a", "b");
    }
}
