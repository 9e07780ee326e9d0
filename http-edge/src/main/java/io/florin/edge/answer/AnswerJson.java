package io.florin.edge.answer;

import io.florin.edge.json.JsonObject;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;

/**
 * The body of an answer, from its facts alone: a repeat gets the same bytes, from any node, after
 * any crash. This is format 1 ({@link io.florin.protocol.wallet.Receipt#FORMAT}), frozen by golden
 * files: another shape is another format beside this one.
 */
public final class AnswerJson {
    private AnswerJson() {}

    public static JsonObject of(Answer answer) {
        return switch (answer) {
            case OfWallet(var wallet) -> WalletJson.of(wallet);
            case OfSettings settings -> WalletJson.of(settings);
            case OfMovement movement -> WalletJson.of(movement);
            case OfTransfer(var transfer) -> TransferJson.of(transfer);
            case OfRefusedTransfer refused -> TransferJson.of(refused);
            case OfHold hold -> HoldJson.of(hold);
            case OfJob _ -> throw new IllegalStateException("Jobs are answered by their own door.");
        };
    }
}
