package io.florin.node.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.ai.provider.Answer.Fault;
import io.florin.node.ai.provider.Answer.Trouble;
import io.florin.node.job.Outcome.Again;
import io.florin.protocol.job.JobError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "/provider-faults.csv")
    void everyErrorHasItsMeaning(
            int status,
            @Nullable String code,
            @Nullable String type,
            @Nullable String afterMillis,
            @Nullable String after,
            Trouble trouble,
            String jobCode,
            String again) {
        var fault =
                Faults.of(
                        "openai", new Faults.Refusal(status, code, type, afterMillis, after), NOW);
        assertThat(fault.trouble()).isEqualTo(trouble);
        assertThat(fault.error().code()).isEqualTo(jobCode);
        assertThat(said(fault.again())).isEqualTo(again);
    }

    @Test
    void aDateIsObeyedToo() {
        var refusal = new Faults.Refusal(429, null, null, null, "Thu, 26 Nov 2026 06:00:09 GMT");
        assertThat(said(Faults.of("openai", refusal, NOW).again())).isEqualTo("9000");
    }

    @Test
    void nothingThatAProviderWritesIsPassedOnButItsCodes() {
        var refusal = new Faults.Refusal(401, "Bad key sk-1234!", null, null, null);
        assertThat(Faults.of("openai", refusal, NOW).error().message())
                .isEqualTo("openai answered 401.");
    }

    @ParameterizedTest
    @CsvSource({
        "never, never, first", "never, later, second", "never, 5, second", "later, never, first",
        "later, later, first", "later, 5, first", "5, never, first", "5, later, second",
        "5, 9, first", "9, 5, second"
    })
    void ofTwoTheSoonerCounts(String first, String second, String expected) {
        var one = fault("first", first);
        var other = fault("second", second);
        assertThat(Faults.either(one, other).error().code()).isEqualTo(expected);
    }

    private static Fault fault(String code, String again) {
        var hope =
                switch (again) {
                    case "never" -> new Again.Never();
                    case "later" -> new Again.Later();
                    default -> new Again.NotBefore(NOW.plusMillis(Long.parseLong(again)));
                };
        return new Fault(Trouble.PROVIDER, new JobError(code, "It failed."), hope);
    }

    private static String said(Again again) {
        return switch (again) {
            case Again.Never() -> "never";
            case Again.Later() -> "later";
            case Again.NotBefore(var at) -> "" + Duration.between(NOW, at).toMillis();
        };
    }
}
