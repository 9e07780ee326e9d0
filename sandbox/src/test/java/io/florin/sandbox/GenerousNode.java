package io.florin.sandbox;

import com.typesafe.config.ConfigFactory;
import io.florin.node.Node;
import io.florin.node.NodeNotStarted;
import io.florin.node.Seams;
import io.florin.persistence.job.RunTable;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.node.ParentWatch;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A node with a planted defect: who has paid for a job gets a little back that nobody asked for.
 * Each of its events is in order, and so is the ledger; only who knows what was acknowledged can
 * see it.
 */
final class GenerousNode {
    private static final Money GIFT = new Money(new Asset("USD"), 1);

    private GenerousNode() {}

    public static void main(String[] arguments) {
        ParentWatch.begin();
        try {
            Node.start(ConfigFactory.load(), new Seams(Map.of(), RunTable::new, Generous::new));
        } catch (NodeNotStarted e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private record Generous(Wallets wallets) implements Wallets {
        @Override
        public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
            var reply = wallets.execute(wallet, request);
            if (!(request.command() instanceof WalletCommand.EndJob ends)) return reply;
            var gift =
                    new WalletCommand.Deposit(
                            "gift-" + ends.id().value(), GIFT, SystemAccount.FEES, null, Note.NONE);
            return reply.thenCombine(
                    wallets.execute(wallet, new Request(null, gift)), (first, _) -> first);
        }

        @Override
        public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
            return wallets.ask(wallet, inquiry);
        }
    }
}
