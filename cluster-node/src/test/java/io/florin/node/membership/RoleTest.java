package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    @Test
    void aNodeDoesWhatItsSettingsName() {
        assertThat(Role.from(ConfigFactory.parseString("pekko.cluster.roles = [worker, edge]")))
                .containsExactly(Role.WORKER, Role.EDGE);
    }

    @Test
    void whereNothingIsSaidItDoesAll() {
        assertThat(Role.from(ConfigFactory.load())).containsExactly(Role.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []        | A node needs a role: name one or more of wallet, session, worker, edge.
                    [walet]   | "walet" is no role: the roles are wallet, session, worker, edge.
                    [Edge]    | "Edge" is no role: the roles are wallet, session, worker, edge.
                    """)
    void nonsenseIsOneSentenceThatNamesTheKey(String roles, String sentence) {
        var config = ConfigFactory.parseString("pekko.cluster.roles = " + roles);
        assertThatThrownBy(() -> Role.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pekko.cluster.roles: " + sentence);
    }
}
