package io.florin.node.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.ai.provider.AiMetrics.Spending;
import io.florin.node.telemetry.TellingMeter;
import org.junit.jupiter.api.Test;

class AiMetricsTest {
    private final TellingMeter meter = new TellingMeter();
    private final AiMetrics metrics = new AiMetrics(meter);

    /** A token of a small model costs 0.15 of a millionth of a dollar. */
    @Test
    void whatIsLessThanAMillionthIsNotLost() {
        var ann = new Spending("shop", "ai.reading", "small");
        var bob = new Spending("bank", "ai.reading", "small");
        for (int i = 0; i < 15; i++) metrics.paid(ann, 150, new Usage.Tokens(1, 0, 0, 0, 0));
        metrics.paid(bob, 2_999, new Usage.Tokens(10, 4, 0, 7, 0));
        assertThat(meter.told())
                .containsEntry("AI_COST_MICRO_USD[shop, ai.reading, small]", 2.0)
                .containsEntry("AI_COST_MICRO_USD[bank, ai.reading, small]", 2.0)
                .containsEntry("AI_TOKENS[ai.reading, small, input]", 25.0)
                .containsEntry("AI_TOKENS[ai.reading, small, output]", 7.0);
        assertThat(metrics.of(AiMetrics.Count.NANO_USD)).isEqualTo(15 * 150 + 2_999);
    }
}
