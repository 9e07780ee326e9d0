package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that are nobody's are counted by address, and soon not looked at any more. */
class GuessesTest {
    private static final Map<String, Object> THREE = Map.of("rate-limits.refused.limit", 3);
    private static final String COUNT = "refused * " + TestEdge.ADDRESS;

    private final People people = new People(THREE);
    private final TestEdge edge = people.edge;

    private static String unknownKey() {
        return "X-Api-Key: flk_" + "a".repeat(43) + "." + UUID.randomUUID();
    }

    private Reply guess() {
        return edge.get("/v1/wallets/a", unknownKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer a.b.c",
                "Authorization: Basic YTpi",
                "X-Api-Key: guess",
                "X-Api-Key: flk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
                        + "00000000-0000-7000-8000-000000000000"
            })
    void whateverIsNobodysIsCounted(String credential) {
        for (int i = 0; i < 3; i++) {
            assertThat(People.code(edge.get("/v1/wallets/a", credential)))
                    .isEqualTo("401 unauthenticated");
        }
        for (int i = 0; i < 2; i++) {
            var refused = edge.get("/v1/wallets/a", credential);
            assertThat(People.code(refused)).isEqualTo("429 rate_limited");
            assertThat(refused.header("Retry-After")).isEqualTo("900");
        }
    }

    /** Nor counted: the fifth is refused by what this edge remembers. */
    @Test
    void whatComesThenIsNotLookedAt() {
        for (int i = 0; i < 4; i++) guess();
        int looked = edge.keys.looked.size();
        assertThat(People.code(guess())).isEqualTo("429 rate_limited");
        assertThat(edge.keys.looked).hasSize(looked);
        assertThat(edge.limits.counts).containsEntry(COUNT, 4);
    }

    @Test
    void aNeighboursGuessesAreNotOnesOwn() {
        people.register("ann");
        var ann = people.logIn("ann").bearer();
        for (int i = 0; i < 5; i++) guess();
        for (String credential : List.of(ann, People.OPERATOR)) {
            assertThat(edge.get("/v1/wallets/a", credential).status()).isNotIn(401, 429);
        }
        assertThat(edge.get("/health", TestEdge.ANONYMOUS).status()).isNotIn(401, 429);
        assertThat(People.code(people.tryLogIn("ann", "not the password")))
                .isEqualTo("401 credentials_wrong");
    }

    @Test
    void whoIsKnownOrHasNoCredentialIsNotCounted() {
        edge.get("/v1/wallets/a", People.OPERATOR);
        edge.get("/v1/wallets/a", TestEdge.ANONYMOUS);
        assertThat(edge.limits.counts).doesNotContainKey(COUNT);
    }

    @Test
    void whileNobodyCountsItIsStillNobodys() {
        edge.limits.silent = true;
        assertThat(People.code(guess())).isEqualTo("401 unauthenticated");
    }
}
