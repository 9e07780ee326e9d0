package io.florin.node.management;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request for a view.
 *
 * @param path the segments behind the view's name
 * @param query the parameters, each with the values it was sent with
 */
public record Look(List<String> path, Map<String, List<String>> query) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    public Look {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The view takes at most so many segments, and these parameters, each once. */
    Look takes(int segments, String... parameters) throws Unfit {
        if (path.size() > segments) throw Unfit.of(Refusal.NOT_FOUND);
        var known = Set.of(parameters);
        for (var parameter : query.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw invalid(parameter.getKey(), "is not a parameter of this view.");
            }
            if (parameter.getValue().size() > 1) {
                throw invalid(parameter.getKey(), "is there twice.");
            }
        }
        return this;
    }

    /** A whole number, or what it usually is. */
    int number(String parameter, int usually, int min, int max) throws Unfit {
        var sent = query.get(parameter);
        if (sent == null) return usually;
        String text = sent.getFirst();
        int number = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number >= min && number <= max) return number;
        throw invalid(parameter, "is a whole number from %d to %d.".formatted(min, max));
    }

    private static Unfit invalid(String parameter, String sentence) {
        return new Unfit(Refusal.PARAMETER_INVALID, Unfit.printable(parameter) + " " + sentence);
    }
}
