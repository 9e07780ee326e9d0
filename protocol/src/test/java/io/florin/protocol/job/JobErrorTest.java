package io.florin.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.florin.protocol.account.Text;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider's words are kept as far as they can be stored. */
class JobErrorTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("No money.", "No money."),
                arguments("No \0 money.", "No \uFFFD money."),
                arguments("Half: \uD83D.", "Half: \uFFFD."),
                arguments("Other half: \uDE00", "Other half: \uFFFD"),
                arguments("Whole: \uD83D\uDE00", "Whole: \uD83D\uDE00"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatCannotBeStoredIsReplaced(String message, String kept) {
        var error = new JobError(message, message);
        assertThat(error.message()).isEqualTo(kept);
        assertThat(error.code()).isEqualTo(kept);
    }

    @Test
    void aLongMessageIsCutAndHasNoHalfOfAPairAtItsEnd() {
        var error = new JobError("failed", "\uD83D\uDE00".repeat(JobError.MAX_MESSAGE_CHARS));
        assertThat(error.message()).hasSize(JobError.MAX_MESSAGE_CHARS);
        var odd = new JobError("failed", "x" + "\uD83D\uDE00".repeat(JobError.MAX_MESSAGE_CHARS));
        assertThat(odd.message()).hasSize(JobError.MAX_MESSAGE_CHARS).endsWith("\uFFFD");
        assertThat(Text.isStorable(odd.message())).isTrue();
    }
}
