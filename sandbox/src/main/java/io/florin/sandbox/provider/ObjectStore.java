package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider knows: JSON objects in collections. With a file, a change is appended to it
 * before anybody hears of the change, so that the end of this process loses nothing that was
 * answered. What it hands out are copies.
 */
public final class ObjectStore implements AutoCloseable {
    /** Of each collection; beyond, the oldest are forgotten. */
    private static final int OBJECTS_MAX = 50_000;

    private static final int LINES_MAX = 500_000;

    private final Map<String, SequencedMap<String, ObjectNode>> collections = new LinkedHashMap<>();
    private final @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private int lines;

    private ObjectStore(@Nullable Path file) {
        this.file = file;
    }

    static ObjectStore open(@Nullable Path folder, String name) {
        var store = new ObjectStore(folder == null ? null : folder.resolve(name + ".jsonl"));
        store.load();
        store.rewrite();
        return store;
    }

    public synchronized Optional<ObjectNode> find(String collection, String id) {
        return Optional.ofNullable(in(collection).get(id)).map(ObjectNode::deepCopy);
    }

    /** Puts a new object last; an object that is known keeps its place. */
    public synchronized void put(String collection, String id, ObjectNode object) {
        var objects = in(collection);
        objects.put(id, object.deepCopy());
        append(collection, id, object);
        if (objects.size() > OBJECTS_MAX) remove(collection, objects.firstEntry().getKey());
    }

    public synchronized void remove(String collection, String id) {
        if (in(collection).remove(id) != null) append(collection, id, null);
    }

    /** The newest first. */
    public synchronized List<ObjectNode> select(
            String collection, Predicate<ObjectNode> wanted, int limit) {
        return in(collection).reversed().values().stream()
                .filter(wanted)
                .limit(limit)
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized void clear() {
        collections.clear();
        rewrite();
    }

    private SequencedMap<String, ObjectNode> in(String collection) {
        return collections.computeIfAbsent(collection, _ -> new LinkedHashMap<>());
    }

    private static String line(String collection, String id, @Nullable ObjectNode object) {
        var line = Json.object().put("in", collection).put("id", id);
        if (object != null) line.set("is", object);
        return line.toString();
    }

    private void append(String collection, String id, @Nullable ObjectNode object) {
        if (writer == null) return;
        try {
            writer.write(line(collection, id, object));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a simulator's state in " + file, e);
        }
        if (++lines > LINES_MAX) rewrite();
    }

    /** A last line that was cut off was never answered: reading ends there. */
    private void load() {
        if (file == null || !Files.exists(file)) return;
        try (var stored = Files.lines(file)) {
            stored.map(Json::parse)
                    .takeWhile(Optional::isPresent)
                    .map(Optional::get)
                    .forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a simulator's state in " + file, e);
        }
    }

    private void take(ObjectNode line) {
        var objects = in(line.path("in").asText());
        var id = line.path("id").asText();
        if (line.get("is") instanceof ObjectNode object) {
            objects.put(id, object);
        } else {
            objects.remove(id);
        }
    }

    /** One line for each object, in place of one for each change. */
    private void rewrite() {
        if (file == null) return;
        try {
            close();
            Files.createDirectories(file.getParent());
            var next = file.resolveSibling(file.getFileName() + ".new");
            try (var out = Files.newBufferedWriter(next)) {
                for (var collection : collections.entrySet()) {
                    for (var object : collection.getValue().entrySet()) {
                        out.write(line(collection.getKey(), object.getKey(), object.getValue()));
                        out.newLine();
                    }
                }
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
            lines = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a simulator's state in " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        if (writer == null) return;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a simulator's state in " + file, e);
        }
        writer = null;
    }
}
