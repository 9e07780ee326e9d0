package io.florin.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.management.ShardMap.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a type's shards, from what its regions have answered. */
class ShardMapTest {
    /** Each region: its member's status, and its shards; with ! a silent one, - for no answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                          | no_coordinator
                    up                          | settled
                    up 1 2 3                    | settled
                    up 1 2, up 3 4              | settled
                    up 1 2, up 3                | settled
                    up 1 2, up                  | uneven
                    up 1 2 3, up 4, up 5 6      | uneven
                    up 1 2, joining             | moving
                    up 1 2, leaving 3 4         | moving
                    up 1 2, exiting             | moving
                    up 1 2, gone 3              | moving
                    up 1 2!, up 3 4             | moving
                    up 1 2! 3, up               | moving
                    up 1 2, up -                | partly_silent
                    up 1 2!, up -               | partly_silent
                    up -, leaving -             | partly_silent
                    """)
    void aStateFollowsFromTheAnswers(String regions, String state) {
        var all = Stream.of(regions.split(", ")).filter(each -> !each.isEmpty());
        assertThat(ShardsView.word(ShardMap.state(all.map(ShardMapTest::region).toList())))
                .isEqualTo(state);
    }

    private static Region region(String words) {
        var each = List.of(words.split(" "));
        boolean answered = !each.contains("-");
        var entities = new TreeMap<String, Integer>();
        var silent = new TreeSet<String>();
        for (var shard : each.subList(1, answered ? each.size() : 1)) {
            var id = shard.replace("!", "");
            entities.put(id, shard.equals(id) ? 5 : 0);
            if (!shard.equals(id)) silent.add(id);
        }
        return new Region(
                "node",
                new Address("pekko", "florin"),
                each.getFirst(),
                answered,
                Map.copyOf(entities),
                Set.copyOf(silent));
    }
}
