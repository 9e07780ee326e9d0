package io.florin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.florin.sandbox.chaos.Grounds;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.node.Pause;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.wire.Link;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The processes of one household, and the cables between them. */
final class ChaosGrounds implements Grounds {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Household household;
    private final Queue<NodeProcess> ended;
    private final List<NodeAddress> addresses;
    private final Cables cables;
    private final Map<Long, Pause> pauses = new ConcurrentHashMap<>();
    private volatile PostgresServer postgres;

    /**
     * Of what runs already.
     *
     * @param ended is filled by the household
     */
    ChaosGrounds(
            Household household,
            Queue<NodeProcess> ended,
            List<NodeAddress> addresses,
            Cables cables,
            PostgresServer postgres) {
        this.household = household;
        this.ended = ended;
        this.addresses = List.copyOf(addresses);
        this.cables = cables;
        this.postgres = postgres;
    }

    @Override
    public int nodes() {
        return addresses.size();
    }

    @Override
    public Node node(int number) {
        return new OneNode(addresses.get(number - 1));
    }

    @Override
    public Database database() {
        return new Postgres();
    }

    @Override
    public Broker broker() {
        return new Kafka();
    }

    @Override
    public Link between(int from, int to) {
        return cables.between(from, to);
    }

    @Override
    public Link toDatabase(int node) {
        return cables.toDatabase(node);
    }

    @Override
    public Link toBroker(int node) {
        return cables.toBroker(node);
    }

    @Override
    public List<Ending> endings() {
        var endings = new ArrayList<Ending>();
        for (var node = ended.poll(); node != null; node = ended.poll()) {
            int number = 1 + addresses.indexOf(node.address());
            endings.add(new Ending(number, node.status(), node.obituary()));
        }
        return endings;
    }

    private void pause(long pid) {
        pauses.put(pid, Pause.of(pid));
    }

    private void resume(long pid) {
        var pause = pauses.remove(pid);
        if (pause == null) throw new CommandFailed("Process %d is not paused.".formatted(pid));
        pause.end();
    }

    @Override
    public boolean isWhole() {
        return addresses.stream().allMatch(this::seesAll);
    }

    void awaitWhole(Duration limit) {
        await("The cluster is not whole", limit, this::isWhole);
    }

    private boolean seesAll(NodeAddress node) {
        try {
            var health = get(node.edge().resolve("/health/ready"));
            if (health.isMissingNode()) return false;
            var cluster = get(node.management().resolve("/cluster/members"));
            if (!cluster.path("unreachable").isEmpty()) return false;
            var members = cluster.path("members");
            int up = 0;
            for (var member : members) if (member.path("status").asText().equals("Up")) up++;
            return up == nodes() && members.size() == nodes();
        } catch (IOException _) {
            return false; // It is on its way back.
        }
    }

    /** Missing, unless it is answered with 200. */
    private JsonNode get(URI address) throws IOException {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new CommandFailed("%s after %d s.".formatted(what, limit.toSeconds()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private final class OneNode implements Node {
        private final NodeAddress address;

        OneNode(NodeAddress address) {
            this.address = address;
        }

        @Override
        public void kill() {
            household.node(address).kill();
        }

        @Override
        public void pause() {
            ChaosGrounds.this.pause(household.node(address).pid());
        }

        @Override
        public void resume() {
            ChaosGrounds.this.resume(household.node(address).pid());
        }

        @Override
        public void restart(Duration limit) {
            var before = household.node(address);
            before.requestEnd();
            await(
                    "The node at %s has not ended".formatted(address.host()),
                    limit,
                    () -> household.node(address) != before);
            household.node(address).awaitReady(limit);
            awaitWhole(limit);
        }

        @Override
        public Set<String> shards() {
            var shards = new TreeSet<String>();
            try {
                var found = get(address.management().resolve("/cluster/shards/wallet"));
                for (var region : found.path("regions")) {
                    shards.add(region.path("shardId").asText());
                }
            } catch (IOException e) {
                throw new CommandFailed(
                        "The node at %s does not tell its shards.".formatted(address.host()), e);
            }
            return shards;
        }
    }

    private final class Postgres implements Database {
        @Override
        public void stop() {
            postgres.close();
        }

        @Override
        public void crash() {
            household.crashPostgres();
        }

        @Override
        public void start() {
            var before = postgres.address();
            postgres = household.startPostgres();
            if (!postgres.address().equals(before)) {
                throw new CommandFailed(
                        "PostgreSQL is back at %s and the nodes look for it at %s."
                                .formatted(postgres.address(), before));
            }
        }

        @Override
        public void endSessions() {
            postgres.endSessions();
        }
    }

    private final class Kafka implements Broker {
        @Override
        public void stop() {
            household.kafka().end();
        }

        @Override
        public void kill() {
            household.kafka().kill();
        }

        @Override
        public void pause() {
            ChaosGrounds.this.pause(household.kafka().pid());
        }

        @Override
        public void resume() {
            ChaosGrounds.this.resume(household.kafka().pid());
        }

        @Override
        public void start() {
            var before = household.kafka().address();
            var kafka = household.startKafka(cables.brokerListeners());
            if (!kafka.address().equals(before)) {
                throw new CommandFailed(
                        "Kafka is back at %s and the nodes look for it at %s."
                                .formatted(kafka.address(), before));
            }
            kafka.awaitServing();
        }
    }
}
