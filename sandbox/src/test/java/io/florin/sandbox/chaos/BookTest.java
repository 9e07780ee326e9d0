package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book(1);

    private static Answer answered(int status) {
        return new Answer(status, "{}", false);
    }

    @Test
    void whatIsAcknowledgedMovesMoneyAndWhatIsRefusedDoesNot() {
        book.acknowledge(Order.deposit("d", "ann", 100), answered(201));
        book.acknowledge(Order.transfer("t", "ann", "bob", 30), answered(201));
        book.acknowledge(Order.refused("r", "ann", "bob"), answered(402));
        book.acknowledge(Order.split("s", List.of("ann", "bob", "cid"), 10), answered(201));
        book.acknowledge(Order.hold("h", "ann", 5), answered(201));
        book.acknowledge(Order.capture("h", "ann", "cid", 5), answered(200));
        assertThat(List.of(book.owned("ann"), book.owned("bob"), book.owned("cid")))
                .containsExactly(45L, 40L, 15L);
    }

    @Test
    void aJobIsPaidForWhenItHasSucceeded() {
        var job = Order.job("j", "ann", 7);
        book.acknowledge(job, answered(202));
        assertThat(book.owned("ann")).isZero();
        book.succeeded(job);
        assertThat(book.owned("ann")).isEqualTo(-7);
    }

    @Test
    void anAnswerThatNobodyMayGetIsAFindingAndMovesNothing() {
        assertThat(book.acknowledge(Order.deposit("d", "ann", 100), answered(500))).isPresent();
        assertThat(book.acknowledge(Order.refused("r", "ann", "bob"), answered(201))).isPresent();
        assertThat(book.owned("ann")).isZero();
    }

    @Test
    void ofWhatIsJudgedASampleIsKeptAndAllOfItsMoney() {
        for (int i = 0; i < 5_000; i++) {
            book.acknowledge(Order.deposit("d" + i, "ann", 1), answered(201));
            if (i % 100 == 0) book.close();
        }
        book.close();
        assertThat(book.fresh()).isEmpty();
        assertThat(book.sample()).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(book.owned("ann")).isEqualTo(5_000);
        assertThat(book.size()).isEqualTo(5_000);
    }
}
