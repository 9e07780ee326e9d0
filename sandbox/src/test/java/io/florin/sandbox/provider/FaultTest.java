package io.florin.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.provider.FaultPlan.Armed;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    decline                       | Decline[]
                    stall 500                     | Stall[delay=PT0.5S]
                    stall=500                     | Stall[delay=PT0.5S]
                    time_out_after_success        | TimeOutAfterSuccess[hold=PT1M]
                    time_out_after_success 0      | TimeOutAfterSuccess[hold=PT0S]
                    status 503                    | Status[status=503, reason=, afterSuccess=false]
                    status 429 insufficient_quota | Status[status=429, reason=insufficient_quota, afterSuccess=false]
                    status_after_success 500      | Status[status=500, reason=, afterSuccess=true]
                    webhook late 2000             | Webhook[delivery=LATE, delay=PT2S]
                    webhook out_of_order          | Webhook[delivery=OUT_OF_ORDER, delay=PT5S]
                    """)
    void aFaultIsAFewWords(String words, String fault) {
        assertThat(Fault.parse(words)).hasToString(fault);
    }

    @ParameterizedTest
    @CsvSource({"explode", "stall soon", "status 200", "status", "webhook wrongly", "''"})
    void otherWordsAreRefusedWithASentence(String words) {
        assertThatThrownBy(() -> Fault.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                 POST, /v1/refunds,  true",
        "'',                 GET,  /v1/refunds,  false",
        "/v1/refunds,        POST, /v1/refunds,  true",
        "/v1/payouts,        POST, /v1/refunds,  false",
        "GET /v1/payouts,    GET,  /v1/payouts/po_1, true",
        "GET /v1/payouts,    POST, /v1/payouts,  false"
    })
    void anArmedFaultConcernsPostsUnlessItNamesAMethod(
            String where, String method, String path, boolean struck) {
        var plan = new FaultPlan();
        plan.arm(new Armed(where, new Fault.Decline(), 1));
        var call = new Call(method, URI.create(path), Map.of(), new byte[0]);
        assertThat(plan.take(call).isPresent()).isEqualTo(struck);
    }

    @Test
    void itStrikesAsOftenAsItWasArmed() {
        var plan = new FaultPlan();
        plan.arm(new Armed("", new Fault.Decline(), 2));
        var call = new Call("POST", URI.create("/x"), Map.of(), new byte[0]);
        assertThat(plan.take(call)).isPresent();
        assertThat(plan.take(call)).isPresent();
        assertThat(plan.take(call)).isEmpty();
    }

    @Test
    void formsNest() {
        assertThat(Forms.parse("a=1&metadata[job]=x%20y&list[]=p&list[]=q&deep[b][c]=d"))
                .hasToString(
                        "{\"a\":\"1\",\"metadata\":{\"job\":\"x"
                                + " y\"},\"list\":{\"0\":\"p\",\"1\":\"q\"},"
                                + "\"deep\":{\"b\":{\"c\":\"d\"}}}");
    }
}
