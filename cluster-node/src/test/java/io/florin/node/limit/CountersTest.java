package io.florin.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.limit.RateRule;
import org.junit.jupiter.api.Test;

/** Many subjects: each for itself, and never more than there is room for. */
class CountersTest {
    private static final RateRule TWO = new RateRule("login", 2, 10);

    private final Counters counters = new Counters(3);

    private String take(String app, RateRule rule, String subject, long now) {
        var verdict = counters.take(rule, app, subject, 1, now);
        return (verdict.admitted() ? "yes " : "no ") + verdict.remaining();
    }

    private String take(String subject, long now) {
        return take("a", TWO, subject, now);
    }

    @Test
    void appsRulesAndSubjectsCountForThemselves() {
        assertThat(take("a", TWO, "ann", 0)).isEqualTo("yes 1");
        assertThat(take("a", TWO, "ann", 0)).isEqualTo("yes 0");
        assertThat(take("a", TWO, "ann", 0)).isEqualTo("no 0");
        assertThat(take("b", TWO, "ann", 0)).isEqualTo("yes 1");
        assertThat(take("a", new RateRule("other", 2, 10), "ann", 0)).isEqualTo("yes 1");
    }

    /** A million made-up addresses neither take memory nor free anybody of their count. */
    @Test
    void strangersWithoutRoomShareOneWindow() {
        take("ann", 0);
        take("ann", 0);
        take("bob", 0);
        take("cid", 0);
        assertThat(take("dan", 0)).isEqualTo("yes 1");
        assertThat(take("eve", 0)).isEqualTo("yes 0");
        for (int i = 0; i < 10_000; i++) assertThat(take("made-up-" + i, 1)).isEqualTo("no 0");
        assertThat(counters.size()).isEqualTo(4);
        assertThat(take("ann", 9_999)).isEqualTo("no 0");
        assertThat(take("bob", 9_999)).isEqualTo("yes 0");
    }

    @Test
    void onlyWhatIsOverIsForgotten() {
        take("ann", 0);
        take("bob", 1);
        take("cid", 1);
        take("dan", 1);
        counters.forget(9_999);
        assertThat(counters.size()).isEqualTo(4);
        counters.forget(10_000);
        assertThat(counters.size()).isEqualTo(3);
        assertThat(take("eve", 10_000)).isEqualTo("yes 1");
        counters.forget(20_000);
        assertThat(counters.size()).isZero();
    }
}
