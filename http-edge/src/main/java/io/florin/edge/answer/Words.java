package io.florin.edge.answer;

import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Enum constants as the words that clients see: their names in lower case. */
public final class Words {
    private static final Map<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private Words() {}

    public static String of(Enum<?> constant) {
        return WORDS.computeIfAbsent(constant, each -> each.name().toLowerCase(Locale.ROOT));
    }

    @SafeVarargs
    public static <E extends Enum<E>> Type<E> type(E... constants) {
        var words = new LinkedHashMap<String, E>();
        for (E constant : constants) words.put(of(constant), constant);
        return Types.word(words);
    }
}
