package io.florin.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Caller ANN = new Caller.User("ann", "s1", Set.of("customer"), "basic");
    private static final Caller BOSS =
            new Caller.User("boss", "s2", Set.of(Caller.OPERATOR), "basic");

    @Test
    void whoMayWhat() {
        var callers = new LinkedHashMap<String, Caller>();
        callers.put("anonymous", new Caller.Anonymous());
        callers.put("user", ANN);
        callers.put("service", new Caller.Service("bridge"));
        callers.put("operator", new Caller.Operator());
        callers.put("user-operator", BOSS);
        var table =
                Arrays.stream(Access.values())
                        .map(access ->
                                callers.keySet().stream()
                                        .filter(name ->
                                                access.admits(callers.getOrDefault(name, BOSS)))
                                        .collect(Collectors.joining(" ", access + ": ", "")))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(table)
                .isEqualTo(
                        """
                        PUBLIC: anonymous user service operator user-operator
                        ANYONE: anonymous user service operator user-operator
                        USER: user service operator user-operator
                        WALLET: user service operator user-operator
                        STAFF: service operator user-operator
                        OPERATOR: operator user-operator
                        """);
    }

    @Test
    void onlyAUserMustOwnAWallet() {
        assertThat(ANN.mustOwn()).isEqualTo("ann");
        assertThat(BOSS.mustOwn()).isNull();
        assertThat(new Caller.Service("bridge").mustOwn()).isNull();
        assertThat(new Caller.Operator().mustOwn()).isNull();
        var anonymous = new Caller.Anonymous();
        assertThatThrownBy(anonymous::mustOwn).isInstanceOf(IllegalStateException.class);
    }
}
