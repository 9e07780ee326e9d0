package io.florin.persistence.user;

import static io.florin.persistence.user.People.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserWalletTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int MOST = 3;

    private static Database database;
    private static UserWalletTable wallets;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        wallets = new UserWalletTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void annIsRegistered() {
        new UserTable(database).create(People.ann(app), entry(app, "user.registered"));
    }

    private boolean take(String wallet) {
        return wallets.take(app, "u-ann", wallet, MOST);
    }

    @Test
    void soManyAndNoMoreUntilOneIsGivenBack() {
        for (String wallet : new String[] {"a", "b", "c", "a"}) assertThat(take(wallet)).isTrue();
        assertThat(take("d")).isFalse();
        assertThat(take("c")).isTrue();
        wallets.giveBack(app, "u-ann", "b");
        assertThat(take("d")).isTrue();
        assertThat(take("b")).isFalse();
    }

    @Test
    void whoIsNoUserHasNone() {
        assertThat(wallets.take(app, "nobody", "a", MOST)).isFalse();
    }

    @Test
    void askingForManyAtOnceGetsNoMore() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var asked =
                    IntStream.range(0, 40)
                            .mapToObj(n -> threads.submit(() -> take("w" + n)))
                            .toList();
            int taken = 0;
            for (Future<Boolean> each : asked) if (each.get(60, TimeUnit.SECONDS)) taken++;
            assertThat(taken).isEqualTo(MOST);
        }
    }
}
