package io.florin.node.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.florin.persistence.job.Due;
import io.florin.protocol.job.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All claimers of this node. By them a node takes what it has room for itself, without Kafka, which
 * needs some seconds to notice that somebody is gone. Thread-safe.
 */
final class Claimers {
    /** What a claimer is for. */
    record Place(String queue, Priority priority) {
        static Place of(Due due) {
            return new Place(due.queue(), due.priority());
        }
    }

    @GuardedBy("this")
    private final Map<Place, Claimer> byPlace = new HashMap<>();

    synchronized void add(String queue, Priority priority, Claimer claimer) {
        byPlace.put(new Place(queue, priority), claimer);
    }

    synchronized Map<Place, Claimer> all() {
        return Map.copyOf(byPlace);
    }

    /**
     * Claims what there is room for, in this order, without waiting; answers those that nobody has
     * tried.
     */
    List<Due> claimNow(List<Due> due) {
        var claimers = all();
        var left = new ArrayList<Due>();
        due.stream()
                .collect(Collectors.groupingBy(Place::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((place, some) -> {
                    var claimer = claimers.get(place);
                    left.addAll(claimer == null ? some : claimNow(claimer, some));
                });
        return left;
    }

    private static List<Due> claimNow(Claimer claimer, List<Due> due) {
        int tried = claimer.claimNow(due.stream().map(Due::seq).toList());
        return due.subList(tried, due.size());
    }

    void stop() {
        all().values().forEach(Claimer::stop);
    }
}
