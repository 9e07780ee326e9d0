package io.florin.persistence.user;

import static io.florin.persistence.user.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.user.SigningKeys.SigningKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeyTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;
    private static SigningKeyTable keys;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        keys = new SigningKeyTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        POSTGRES.execute("truncate signing_key");
    }

    @Test
    void keysComeBackOldestFirst() {
        var second = key(2, "two");
        var first = key(1, "one");
        assertThat(keys.add(second)).isTrue();
        assertThat(keys.add(first)).isTrue();
        assertThat(keys.all()).containsExactly(first, second);
    }

    @Test
    void ofManyWhoAddANumberAtOnceExactlyOneDoes() {
        var adders =
                IntStream.range(0, 16)
                        .parallel()
                        .filter(n -> keys.add(key(1, "jwk-" + n)))
                        .boxed()
                        .toList();
        assertThat(adders).hasSize(1);
        assertThat(keys.all()).containsExactly(key(1, "jwk-" + adders.getFirst()));
    }

    @Test
    void oldOnesAreForgotten() {
        for (int number = 1; number <= 4; number++) {
            keys.add(key(number, "jwk"));
        }
        assertThat(keys.removeBefore(3)).isEqualTo(2);
        assertThat(keys.all()).extracting(SigningKey::number).containsExactly(3L, 4L);
    }

    private static SigningKey key(long number, String jwk) {
        return new SigningKey(number, jwk, NOON, NOON.plusSeconds(60));
    }
}
