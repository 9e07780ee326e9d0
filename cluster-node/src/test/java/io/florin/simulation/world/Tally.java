package io.florin.simulation.world;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened, by name; sums up over seeds. */
public final class Tally {
    private final Map<String, long[]> faults = new TreeMap<>();
    private final Map<String, long[]> commands = new TreeMap<>();

    public void fault(String kind) {
        faults.computeIfAbsent(kind, _ -> new long[1])[0]++;
    }

    public void command(String kind) {
        commands.computeIfAbsent(kind, _ -> new long[1])[0]++;
    }

    public void add(Tally other) {
        other.faults.forEach(
                (kind, n) -> faults.computeIfAbsent(kind, _ -> new long[1])[0] += n[0]);
        other.commands.forEach(
                (kind, n) -> commands.computeIfAbsent(kind, _ -> new long[1])[0] += n[0]);
    }

    @Override
    public String toString() {
        return "faults " + text(faults) + "; commands " + text(commands);
    }

    private static String text(Map<String, long[]> counts) {
        long sum = counts.values().stream().mapToLong(n -> n[0]).sum();
        var text = new StringBuilder().append(sum).append(" (");
        counts.forEach((kind, n) -> text.append(kind).append(' ').append(n[0]).append(", "));
        if (!counts.isEmpty()) text.setLength(text.length() - 2);
        return text.append(')').toString();
    }
}
