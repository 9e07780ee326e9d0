package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.chaos.Grounds.Ending;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RollCallTest {
    private static final Duration WHILE = Duration.ofSeconds(9);
    private static final int OUT_OF_MEMORY = 3;

    private static List<String> findings(Fault fault, Ending... endings) {
        return RollCall.after(fault, List.of(endings));
    }

    private static Ending ending(int node, int status) {
        return new Ending(node, status, "It said something.");
    }

    @Test
    void whoIsKilledEndsByThatAlone() {
        var killed = new Fault.Killed(2);
        assertThat(findings(killed, ending(2, Fault.KILLED))).isEmpty();
        assertThat(findings(killed)).containsExactly("node 2 has not ended");
        assertThat(findings(killed, ending(2, OUT_OF_MEMORY))).hasSize(2);
        assertThat(findings(killed, ending(2, Fault.KILLED), ending(1, Fault.DOWNED)))
                .singleElement()
                .asString()
                .startsWith("node 1 ended unasked with status 255");
    }

    @Test
    void whoWasPausedMayBeDownedAndNeedNot() {
        var paused = new Fault.Paused(1, WHILE);
        assertThat(findings(paused)).isEmpty();
        assertThat(findings(paused, ending(1, Fault.DOWNED))).isEmpty();
        assertThat(findings(paused, ending(1, OUT_OF_MEMORY))).hasSize(1);
        assertThat(findings(paused, ending(2, Fault.DOWNED))).hasSize(1);
    }

    @Test
    void ofATornClusterAnyPartMayEndOnce() {
        var cut = new CableFault.CutOff(1, false, 3, WHILE);
        assertThat(findings(cut, ending(2, Fault.DOWNED), ending(3, Fault.DOWNED))).isEmpty();
        assertThat(findings(cut, ending(2, Fault.DOWNED), ending(2, Fault.DOWNED))).hasSize(1);
        assertThat(findings(cut, ending(1, OUT_OF_MEMORY))).hasSize(1);
    }

    @Test
    void whoIsRolledOverEndsAsToldAndSoDoAll() {
        var rolled = new Fault.RolledOver(3);
        var all = Stream.of(1, 2, 3).map(node -> ending(node, Fault.TOLD)).toArray(Ending[]::new);
        assertThat(findings(rolled, all)).isEmpty();
        assertThat(findings(rolled, all[0], all[2])).containsExactly("node 2 has not ended");
        assertThat(findings(rolled, all[0], all[1], ending(3, OUT_OF_MEMORY))).hasSize(2);
    }

    private static Stream<Fault> whatNobodyDiesOf() {
        return Stream.of(
                new Fault.DatabaseGone(true, 3, WHILE),
                new Fault.SessionsEnded(3),
                new Fault.BrokerGone(false, WHILE),
                new Fault.BrokerPaused(WHILE),
                new CableFault.WithoutDatabase(1, WHILE),
                new CableFault.WithoutBroker(1, WHILE),
                new CableFault.SlowCables(WHILE, 3, WHILE),
                new CableFault.PacketsLost(5, 1, 3, WHILE));
    }

    @ParameterizedTest
    @MethodSource("whatNobodyDiesOf")
    void ofTheseNobodyDies(Fault fault) {
        assertThat(findings(fault)).isEmpty();
        assertThat(findings(fault, ending(1, Fault.DOWNED))).hasSize(1);
    }
}
