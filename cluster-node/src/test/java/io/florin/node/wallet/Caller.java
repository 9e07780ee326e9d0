package io.florin.node.wallet;

import io.florin.node.rules.Wording;
import io.florin.protocol.wallet.WalletReply;
import org.apache.pekko.actor.typed.ActorRef;

/** Somebody who asks the wallet on a {@link Stage}. */
final class Caller {
    private final Stage stage;
    private final Ear<WalletReply> ear;

    Caller(Stage stage, Ear<WalletReply> ear) {
        this.stage = stage;
        this.ear = ear;
    }

    void says(String phrase) {
        says(stage.actor(), phrase);
    }

    /** To a wallet that is not found any more. */
    void says(ActorRef<WalletMessage> wallet, String phrase) {
        wallet.tell(stage.message(phrase, ear.ref()));
    }

    /** The next reply, in words. */
    String hears() {
        return Wording.reply(ear.hears());
    }

    void hasHeardNothingMore() {
        ear.hasHeardNothingMore();
    }
}
