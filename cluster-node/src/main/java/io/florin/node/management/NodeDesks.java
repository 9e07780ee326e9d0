package io.florin.node.management;

import io.florin.node.management.DeskMessage.ChangeLevel;
import io.florin.node.management.DeskMessage.FindWallet;
import io.florin.node.management.DeskMessage.TellLevels;
import io.florin.node.management.DeskReply.LevelChanged;
import io.florin.node.management.DeskReply.Levels;
import io.florin.node.management.DeskReply.WalletFound;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LoggerSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** The door to the desks of all members. Who has none in time, or does not answer, is silent. */
final class NodeDesks implements LogLevels {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final Executor executor;

    NodeDesks(ActorSystem<?> system) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.executor = system.executionContext();
    }

    @Override
    public CompletionStage<Map<String, Outcome>> change(LevelChange change) {
        return ofAll(
                replyTo -> new ChangeLevel(change, replyTo),
                (LevelChanged changed) -> changed.taken() ? Outcome.CHANGED : Outcome.FULL,
                Outcome.SILENT);
    }

    @Override
    public CompletionStage<Map<String, Optional<List<LoggerSetting>>>> all() {
        return ofAll(
                TellLevels::new,
                (Levels levels) -> Optional.of(levels.settings()),
                Optional.<List<LoggerSetting>>empty());
    }

    /** Whether the wallet is in memory on that node; empty: nobody says. */
    CompletionStage<Optional<Boolean>> find(Address node, WalletId wallet) {
        return desks().thenCompose(desks ->
                answer(
                        desks.get(name(node)),
                        (ActorRef<WalletFound> replyTo) -> new FindWallet(wallet, replyTo),
                        found -> Optional.of(found.inMemory()),
                        Optional.<Boolean>empty()));
    }

    /** What members are called here and in the views. */
    static String name(Address node) {
        return node.hostPort().substring(node.hostPort().indexOf('@') + 1);
    }

    private <R, T> CompletionStage<Map<String, T>> ofAll(
            Function<ActorRef<R>, DeskMessage> question, Function<R, T> says, T silence) {
        return desks().thenCompose(desks -> {
            var answers = new TreeMap<String, CompletableFuture<T>>();
            for (var member : cluster.state().getMembers()) {
                String node = name(member.address());
                var answer = answer(desks.get(node), question, says, silence);
                answers.put(node, answer.toCompletableFuture());
            }
            return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                    .thenApply(_ -> now(answers, silence));
        });
    }

    /** All of them are there. */
    private static <T> Map<String, T> now(Map<String, CompletableFuture<T>> answers, T silence) {
        var values = new TreeMap<String, T>();
        answers.forEach((node, answer) -> values.put(node, answer.getNow(silence)));
        return values;
    }

    private <R, T> CompletionStage<T> answer(
            @Nullable ActorRef<DeskMessage> desk,
            Function<ActorRef<R>, DeskMessage> question,
            Function<R, T> says,
            T silence) {
        if (desk == null) return CompletableFuture.completedStage(silence);
        return AskPattern.<DeskMessage, R>ask(desk, question::apply, PATIENCE, system.scheduler())
                .handleAsync(
                        (reply, failure) -> failure == null ? says.apply(reply) : silence,
                        executor);
    }

    /** By the member's name; the stage never fails. */
    private CompletionStage<Map<String, ActorRef<DeskMessage>>> desks() {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(NodeDesk.KEY, replyTo),
                        PATIENCE,
                        system.scheduler())
                .handleAsync(
                        (listing, failure) -> failure == null ? byName(listing) : Map.of(),
                        executor);
    }

    private Map<String, ActorRef<DeskMessage>> byName(Receptionist.Listing listing) {
        var desks = new TreeMap<String, ActorRef<DeskMessage>>();
        for (var desk : listing.getServiceInstances(NodeDesk.KEY)) {
            var address = desk.path().address();
            var own = cluster.selfMember().address();
            desks.put(name(address.hasLocalScope() ? own : address), desk);
        }
        return desks;
    }
}
