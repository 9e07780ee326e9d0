package io.florin.simulation.wallet;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.simulation.wallet.Call.Asked;
import io.florin.simulation.wallet.Call.Order;
import io.florin.simulation.wallet.Call.Question;
import io.florin.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** All clients, and the edge that makes up ids for them. */
public final class Clients implements Errand.Post {
    private static final long LONGEST_MICROS = 10_000_000;

    private final World world;
    private final Surroundings around;
    private final Cluster cluster;
    private final List<Errand> errands = new ArrayList<>();
    private final double impatience;
    private long calls;

    public Clients(Surroundings around, Cluster cluster) {
        this.world = around.world();
        this.around = around;
        this.cluster = cluster;
        this.impatience = world.chance().oneIn(2) ? 0 : world.chance().between(0, 30) / 100.0;
    }

    public List<Errand> errands() {
        return errands;
    }

    public void want(WalletId wallet, Asked wish) {
        var errand = new Errand(errands.size(), wallet, wish, this);
        errands.add(errand);
        errand.ask();
    }

    /** Asks again for what was answered long ago, now and then under a new key. */
    public void repeat() {
        if (errands.isEmpty()) return;
        var errand = world.chance().pick(errands);
        if (errand.wish() instanceof Order(Request(_, var command, _, _))
                && world.chance().oneIn(4)) {
            want(errand.wallet(), new Order(new Request("again-" + errands.size(), command)));
        } else {
            errand.ask();
        }
    }

    /**
     * A wallet may have no room for another hold or job until one ends: whoever waits for that
     * gives up one that does not end by itself. Who waits for such an end asks for no other.
     */
    public void freeStuckHolds() {
        var waiting = errands.stream().filter(errand -> !errand.isAnswered()).toList();
        var stuck = waiting.stream().filter(errand -> !isRelease(errand)).map(Errand::wallet);
        for (var wallet : stuck.distinct().toList()) {
            for (var hold : around.journal().stream(wallet).state().holds().values()) {
                if (hold.facts().capturing() > 0 || !world.chance().oneIn(8)) continue;
                want(wallet, new Order(new Request(null, new Release(hold.facts().id()))));
            }
            for (var job : around.journal().stream(wallet).state().jobs().keySet()) {
                if (!world.chance().oneIn(8)) continue;
                want(wallet, new Order(new Request(null, new EndJob(job, null))));
            }
        }
    }

    private static boolean isRelease(Errand errand) {
        return errand.wish() instanceof Order(Request(_, Release _, _, _))
                || errand.wish() instanceof Order(Request(_, EndJob _, _, _));
    }

    @Override
    public long send(Errand errand, WalletId wallet, Asked wish) {
        long number = ++calls;
        var deadline = world.instant().plusNanos(1_000 * world.chance().between(0, LONGEST_MICROS));
        long durable = around.journal().stream(wallet).highest();
        var call = new Call(number, errand, wallet, copy(wish, number), deadline, durable);
        world.note(() -> "asks " + wallet + " " + call);
        around.watcher().sent(call);
        around.network()
                .sendOnce(() -> cluster.deliver(wallet, incarnation -> incarnation.receive(call)));
        return number;
    }

    private Asked copy(Asked wish, long number) {
        return switch (wish) {
            case Order(Request(var key, var command, var terms, _)) -> {
                world.tally().command(command.getClass().getSimpleName());
                yield new Order(new Request(key, withIds(command, "s" + number), terms));
            }
            case Question question -> {
                world.tally().command(question.inquiry().query().getClass().getSimpleName());
                yield question;
            }
        };
    }

    /** What the caller did not name is named by the edge, anew for each copy. */
    private static WalletCommand withIds(WalletCommand command, String id) {
        return switch (command) {
            case Deposit c ->
                    new Deposit(id, c.money(), c.account(), c.reference(), c.note(), c.due());
            case Withdraw c -> new Withdraw(id, c.money(), c.account(), c.reference(), c.note());
            case Transfer c when !c.given() ->
                    new Transfer(
                            new TransferId(id),
                            false,
                            c.asset(),
                            c.legs(),
                            c.allOrNothing(),
                            c.note());
            case Hold c when !c.given() ->
                    new Hold(new HoldId(id), false, c.money(), c.expiresInSeconds(), c.note());
            case Capture c ->
                    new Capture(c.hold(), new TransferId(id), c.amount(), c.to(), c.last());
            case Reverse c ->
                    new Reverse(new TransferId(id), c.original(), c.amount(), c.forced(), c.note());
            case SubmitJob c when !c.given() ->
                    new SubmitJob(new JobId(id), false, c.spec(), c.price(), c.replays());
            case Open _, Update _, Transfer _, Hold _, Release _, SubmitJob _, EndJob _ -> command;
        };
    }

    @Override
    public void later(long mostMicros, Runnable action) {
        world.in(world.chance().between(mostMicros / 16, mostMicros), action);
    }

    @Override
    public boolean impatient() {
        return world.chance().of(impatience);
    }
}
