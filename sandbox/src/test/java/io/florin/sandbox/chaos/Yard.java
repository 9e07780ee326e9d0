package io.florin.sandbox.chaos;

import static java.util.Objects.requireNonNull;

import io.florin.sandbox.wire.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Grounds without processes: who is killed or restarted has ended, and the cables are idle. */
final class Yard implements Grounds {
    private final Map<String, Link> links = new HashMap<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Ending> companions = new ArrayList<>();
    private final List<Boolean> looks = new ArrayList<>();

    /** Somebody has ended, whoever asked for it. */
    synchronized void end(int node, int status) {
        endings.add(ending(node, status));
    }

    /** Who is killed takes another along. */
    synchronized void takeAlong(int node, int status) {
        companions.add(ending(node, status));
    }

    private static Ending ending(int node, int status) {
        return new Ending(node, status, "It said something.");
    }

    private synchronized void kill(int node) {
        end(node, Fault.KILLED);
        endings.addAll(companions);
    }

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public Node node(int number) {
        return new OneNode(number);
    }

    @Override
    public Database database() {
        throw new UnsupportedOperationException("no database here");
    }

    @Override
    public Broker broker() {
        throw new UnsupportedOperationException("no broker here");
    }

    @Override
    public Link between(int from, int to) {
        return link(from + " to " + to);
    }

    @Override
    public Link toDatabase(int node) {
        return link(node + " to the database");
    }

    @Override
    public Link toBroker(int node) {
        return link(node + " to the broker");
    }

    private synchronized Link link(String name) {
        links.putIfAbsent(name, new Link(name));
        return requireNonNull(links.get(name));
    }

    @Override
    public synchronized List<Ending> endings() {
        var taken = List.copyOf(endings);
        endings.clear();
        return taken;
    }

    /** From now on whoever looks finds this, one after the other, and then all whole. */
    synchronized void show(Boolean... wholes) {
        looks.addAll(List.of(wholes));
    }

    @Override
    public synchronized boolean isWhole() {
        return looks.isEmpty() || looks.removeFirst();
    }

    private final class OneNode implements Node {
        private final int number;

        OneNode(int number) {
            this.number = number;
        }

        @Override
        public void kill() {
            Yard.this.kill(number);
        }

        @Override
        public void pause() {
            // The bank goes on without it.
        }

        @Override
        public void resume() {
            // Nobody has missed it.
        }

        @Override
        public void restart(Duration limit) {
            end(number, Fault.TOLD);
        }

        @Override
        public Set<String> shards() {
            return IntStream.range(0, 64)
                    .filter(shard -> shard % nodes() == number - 1)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.toSet());
        }
    }
}
