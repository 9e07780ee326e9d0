package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.answer.AnswerJson;
import io.florin.edge.answer.HoldJson;
import io.florin.edge.answer.TransferJson;
import io.florin.edge.answer.WalletJson;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers are promised to be the same bytes for ever, so their shape is frozen in golden files. One
 * that fails against them is right: another shape is another format, beside this one.
 */
class AnswersTest {
    @Test
    void formatOneIsFrozen() {
        var answers =
                Samples.all().entrySet().stream()
                        .map(sample ->
                                sample.getKey() + " " + text(AnswerJson.of(sample.getValue())))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(answers).isEqualTo(Golden.text("answers-format-1.txt"));
    }

    /** A refusal is an answer too. */
    @Test
    void refusalsOfFormatOneAreFrozen() {
        var refusals =
                Stream.concat(
                                Stream.of(Problem.of(Samples.shortfall())),
                                Arrays.stream(Refusal.values())
                                        .filter(Refusal::isAnswer)
                                        .filter(AnswersTest::isAWallets)
                                        .map(Denial::of)
                                        .map(Problem::of))
                        .map(problem -> text(Problems.body(problem)))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(refusals).isEqualTo(Golden.text("refusals-format-1.txt"));
    }

    private static boolean isAWallets(Refusal why) {
        return why.compareTo(Refusal.ASSET_UNKNOWN) > 0
                && why.compareTo(Refusal.LEG_CANCELLED) <= 0;
    }

    static Stream<Map.Entry<String, Answer>> samples() {
        return Samples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theDocumentedShapeIsTheRealOne(Map.Entry<String, Answer> sample) throws Unfit {
        var bytes = JsonBytes.of(AnswerJson.of(sample.getValue()));
        assertThat(shape(sample.getValue()).read(StrictJson.parse(bytes))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenReadsBack(Map.Entry<String, Answer> sample) throws Unfit {
        var json = AnswerJson.of(sample.getValue());
        assertThat(StrictJson.parse(JsonBytes.of(json))).isEqualTo(json);
    }

    private static Shape shape(Answer answer) {
        return switch (answer) {
            case OfWallet _ -> WalletJson.WALLET;
            case OfSettings _ -> WalletJson.SETTINGS;
            case OfMovement _ -> WalletJson.MOVEMENT;
            case OfTransfer _, OfRefusedTransfer _ -> TransferJson.TRANSFER;
            case OfHold _ -> HoldJson.HOLD;
            case OfJob _ -> throw new AssertionError("jobs have a door of their own");
        };
    }

    private static String text(JsonObject object) {
        return new String(JsonBytes.of(object), StandardCharsets.UTF_8);
    }
}
