package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.terminal.CommandFailed;
import org.junit.jupiter.api.Test;

class CareTest {
    @Test
    void whatDiesTooOftenIsGivenUp() {
        var care = Care.ofAll();
        for (int i = 0; i < 5; i++) care.requireNotTooOften("It died.");
        assertThatThrownBy(() -> care.requireNotTooOften("It died."))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("It died. That was death number 6 within a minute.");
    }

    @Test
    void whoStopsServersOnPurposeIsLetAlone() {
        assertThat(Care.ofAll().isOfServers()).isTrue();
        assertThat(Care.ofNodes(_ -> {}).isOfServers()).isFalse();
    }
}
