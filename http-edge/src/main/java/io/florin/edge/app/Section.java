package io.florin.edge.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object of an app file that is being read: it remembers which keys were asked for, and says
 * what is wrong with their values. What is wrong reads as if it were not there.
 */
final class Section {
    private final Findings findings;
    private final String file;
    private final String path;
    private final ConfigObject values;
    private final Set<String> asked = new TreeSet<>();

    Section(Findings findings, String file, String path, ConfigObject values) {
        this.findings = findings;
        this.file = file;
        this.path = path;
        this.values = values;
    }

    Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Something is wrong with a key's value. */
    void wrong(String key, String wrong, String mend) {
        findings.add(file, key.isEmpty() ? path : at(key), wrong, mend);
    }

    /** Says which keys nobody asked for. */
    void end() {
        for (var key : keys()) {
            if (asked.contains(key)) continue;
            wrong(key, "is unknown", "remove it, or write one of " + String.join(", ", asked));
        }
    }

    Optional<String> text(String key, String mend) {
        return value(key, ConfigValueType.STRING, mend)
                .map(value -> (String) value.unwrapped())
                .filter(text -> fits(key, !text.isBlank(), "is empty", mend));
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Long> whole(String key, long least, long most) {
        var mend = "make it a whole number from %d to %d".formatted(least, most);
        return value(key, ConfigValueType.NUMBER, mend)
                .flatMap(value -> {
                    Object number = value.unwrapped();
                    boolean whole = number instanceof Integer || number instanceof Long;
                    long is = whole ? ((Number) number).longValue() : 0;
                    boolean fits = whole && is >= least && is <= most;
                    return fits(key, fits, "is " + number, mend)
                            ? Optional.of(is)
                            : Optional.empty();
                });
    }

    /** An object; empty if there is none. */
    Optional<Section> section(String key) {
        return value(key, ConfigValueType.OBJECT, "make it an object in braces")
                .map(value -> new Section(findings, file, at(key), (ConfigObject) value));
    }

    /** The objects of a list, in order; none if there is no list. */
    List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        for (var item : items(key, ConfigValueType.OBJECT, "an object in braces")) {
            var place = at(key) + "." + sections.size();
            sections.add(new Section(findings, file, place, (ConfigObject) item));
        }
        return sections;
    }

    /** The words of a list, each once. */
    Set<String> words(String key) {
        var words = new TreeSet<String>();
        for (var item : items(key, ConfigValueType.STRING, "a word")) {
            var word = (String) item.unwrapped();
            fits(key, words.add(word), "has " + word + " twice", "name it once");
        }
        return words;
    }

    private List<ConfigValue> items(String key, ConfigValueType type, String what) {
        var items = new ArrayList<ConfigValue>();
        var list = value(key, ConfigValueType.LIST, "make it a list in brackets");
        if (list.isEmpty()) return items;
        for (var item : (ConfigList) list.get()) {
            boolean right = item.valueType() == type;
            var wrong = "has " + shown(item) + " in it";
            if (fits(key, right, wrong, "make each item " + what)) items.add(item);
        }
        return items;
    }

    private Optional<ConfigValue> value(String key, ConfigValueType type, String mend) {
        asked.add(key);
        @Nullable ConfigValue value = values.get(key);
        if (value == null) return Optional.empty();
        boolean right = value.valueType() == type;
        return fits(key, right, "is " + shown(value), mend) ? Optional.of(value) : Optional.empty();
    }

    private static String shown(ConfigValue value) {
        return value.valueType() == ConfigValueType.OBJECT ? "an object" : value.render();
    }

    /** Says what is wrong unless it fits; returns whether it does. */
    boolean fits(String key, boolean fits, String wrong, String mend) {
        if (!fits) wrong(key, wrong, mend);
        return fits;
    }

    void missing(String key, String mend) {
        wrong(key, "is missing", mend);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
