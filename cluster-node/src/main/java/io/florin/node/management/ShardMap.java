package io.florin.node.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentRegions;
import org.apache.pekko.cluster.sharding.ShardRegion.ShardRegionStats;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.FiniteDuration;

/** Where shards are, as their coordinators say: asked each time, nothing is kept. */
final class ShardMap {
    private static final long REGIONS_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofMillis(REGIONS_MILLIS + 500);

    /**
     * How much of a type is known, and whether it stays as it is. Pekko tells nobody which shards
     * its rebalancing has picked, but a shard that is handed over does not say what it holds, and
     * what will be picked follows from the numbers.
     */
    enum State {
        /** Every region and shard has answered, no member comes or goes, and there is no reason. */
        SETTLED,
        /** Regions differ by more than one shard: some are going to be handed over. */
        UNEVEN,
        /** A member is leaving or joining, or a shard is silent: it is being handed over. */
        MOVING,
        /** A region did not answer, so Pekko tells of none but this node's own. */
        PARTLY_SILENT,
        /** There is no coordinator, or it does not answer. */
        NO_COORDINATOR
    }

    /**
     * The regions of one node.
     *
     * @param member the member's status; {@code gone}: it is none any more
     * @param silent shards that did not say how many entities they have: they hand over, or starve
     */
    record Region(
            String node,
            Address address,
            String member,
            boolean answered,
            Map<String, Integer> entitiesByShard,
            Set<String> silent) {
        int entities() {
            return entitiesByShard.values().stream().mapToInt(Integer::intValue).sum();
        }

        Set<String> shardIds() {
            return entitiesByShard.keySet();
        }

        private boolean isInMotion() {
            return !member.equals("up") || !silent.isEmpty();
        }
    }

    /** How the entities of a type are spread. */
    record Spread(String name, State state, List<Region> regions) {
        int placed() {
            return regions.stream().mapToInt(region -> region.entitiesByShard().size()).sum();
        }

        int entities() {
            return regions.stream().mapToInt(Region::entities).sum();
        }

        /** Where a shard is; empty: nowhere, or it is not known. */
        Optional<Region> holderOf(String shard) {
            return regions.stream().filter(each -> each.shardIds().contains(shard)).findFirst();
        }
    }

    private final ClusterSharding sharding;
    private final Cluster cluster;
    private final Set<String> proxied;

    /** {@code proxied}: types that this node may have only a way to. */
    ShardMap(ActorSystem<?> system, Set<String> proxied) {
        this.sharding = ClusterSharding.get(system);
        this.cluster = Cluster.get(system);
        this.proxied = Set.copyOf(proxied);
    }

    /** Those that this node knows, in alphabetical order. */
    List<String> types() {
        var names = new TreeSet<>(sharding.getShardTypeNames());
        proxied.stream().filter(name -> region(name).isPresent()).forEach(names::add);
        return List.copyOf(names);
    }

    private Optional<ActorRef> region(String type) {
        try {
            return Optional.of(sharding.shardRegion(type));
        } catch (IllegalStateException _) {
            return Optional.empty(); // it says so when the type was not begun here
        }
    }

    /** The stage fails if this node has no way to the type, or not even its own region answers. */
    CompletionStage<Spread> of(String type) {
        var region = sharding.shardRegion(type);
        var ofAll =
                new ShardRegion.GetClusterShardingStats(
                        FiniteDuration.create(REGIONS_MILLIS, TimeUnit.MILLISECONDS));
        var regions =
                ask(region, ShardRegion.getCurrentRegionsInstance(), CurrentRegions.class)
                        .thenApply(CurrentRegions::getRegions)
                        .exceptionally(_ -> Set.of());
        var answers =
                ask(region, ofAll, ClusterShardingStats.class)
                        .thenApply(ClusterShardingStats::getRegions)
                        .exceptionally(_ -> Map.of());
        var own = ask(region, ShardRegion.getRegionStatsInstance(), ShardRegionStats.class);
        return regions.thenCombine(answers, Answers::new)
                .thenCombine(own, (others, mine) -> type(type, others, mine));
    }

    private static <T> CompletionStage<T> ask(ActorRef region, Object question, Class<T> reply) {
        return Patterns.ask(region, question, PATIENCE).thenApply(reply::cast);
    }

    /** Of the coordinator: one region's silence and it knows nothing of any. */
    private record Answers(Set<Address> known, Map<Address, ShardRegionStats> answered) {}

    private Spread type(String name, Answers answers, ShardRegionStats own) {
        var answered = new HashMap<>(answers.answered());
        answered.putIfAbsent(cluster.selfMember().address(), own);
        var all = new ArrayList<Region>();
        for (var address : answers.known()) all.add(region(address, answered.get(address)));
        all.sort(Comparator.comparing(Region::node));
        return new Spread(name, state(all), List.copyOf(all));
    }

    static State state(List<Region> regions) {
        if (regions.isEmpty()) return State.NO_COORDINATOR;
        if (!regions.stream().allMatch(Region::answered)) return State.PARTLY_SILENT;
        if (regions.stream().anyMatch(Region::isInMotion)) return State.MOVING;
        var shards = regions.stream().mapToInt(each -> each.shardIds().size()).summaryStatistics();
        return shards.getMax() - shards.getMin() > 1 ? State.UNEVEN : State.SETTLED;
    }

    private Region region(Address address, @Nullable ShardRegionStats of) {
        var entities = new TreeMap<String, Integer>();
        if (of != null) of.getStats().forEach((shard, count) -> entities.put(shard, (int) count));
        var silent = of == null ? Set.<String>of() : Set.copyOf(of.getFailed());
        silent.forEach(shard -> entities.putIfAbsent(shard, 0));
        return new Region(
                NodeDesks.name(address), address, status(address), of != null, entities, silent);
    }

    private String status(Address address) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.address().equals(address))
                .map(Member::status)
                .map(status -> status.toString().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("gone");
    }
}
