package io.florin.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final String OPERATOR = "operator-key-of-tests";
    private static final String BRIDGE = "bridge-key-of-tests-1";

    private final Credentials credentials =
            new Credentials(new Secret(OPERATOR), Map.of("bridge", new Secret(BRIDGE)));

    @Test
    void aKeyIsSomebodysOrNobodys() {
        assertThat(credentials.caller(OPERATOR)).contains(new Caller.Operator());
        assertThat(credentials.caller(BRIDGE)).contains(new Caller.Service("bridge"));
        assertThat(credentials.caller(OPERATOR + "x")).isEmpty();
        assertThat(credentials.caller("")).isEmpty();
    }
}
