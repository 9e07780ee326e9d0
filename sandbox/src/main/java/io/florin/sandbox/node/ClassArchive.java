package io.florin.sandbox.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The libraries' classes as the JVM has read, checked and linked them once (a CDS archive): more
 * than half of a node's start goes into that. Only libraries, which a build does not change, so an
 * archive lasts until they, the JVM or its flags are others; its name says which they were.
 *
 * <p>It is never a reason not to start: without an archive, or with one that the JVM does not like,
 * a process reads its classes as usual. Such a process writes down which classes it loads, and when
 * it serves, a process of its own, which yields to all others, makes the archive of that.
 */
public final class ClassArchive {
    private static final Duration MAKING_LIMIT = Duration.ofMinutes(5);

    /** Of every JVM that is started from here, separated by spaces: for tests and profiles. */
    private static final String MORE_OPTIONS = "florin.jvm.options";

    private static final String SEPARATOR = File.pathSeparator;

    private static final AtomicInteger LISTS = new AtomicInteger();

    /** Ends by itself, so whoever began it may end before; what is half done has another name. */
    private static final String SCRIPT =
            """
            set -e
            archive=$1 list=$2
            shift 2
            trap 'exit 1' HUP INT TERM
            trap 'rm -f "$list" "$list.half"' EXIT
            nice -n 19 "$@" "-XX:SharedClassListFile=$list" "-XX:SharedArchiveFile=$list.half"
            mv -f "$list.half" "$archive"
            for other in "${archive%-*}"-*.jsa; do
              if [ "$other" != "$archive" ]; then rm -f "$other"; fi
            done
            """;

    private final String classPath;
    private final List<String> flags;

    /** Null: there is no place for it. */
    private final @Nullable Path archive;

    /** What this process loads is written there; null: it is not. */
    private final @Nullable Path list;

    private ClassArchive(
            String classPath, List<String> flags, @Nullable Path archive, @Nullable Path list) {
        this.classPath = classPath;
        this.flags = List.copyOf(flags);
        this.archive = archive;
        this.list = list;
    }

    /**
     * The newest for a process that has our class path.
     *
     * @param folder where archives are kept; if it is not there, nothing is
     * @param name of the program, one word
     * @param flags of the process that say what its classes look like
     * @param isTypical whether an archive may be made of what this process loads
     */
    public static ClassArchive in(Path folder, String name, List<String> flags, boolean isTypical) {
        var entries = List.of(System.getProperty("java.class.path").split(SEPARATOR, -1));
        var inOrder = librariesFirst(entries);
        try {
            if (!Files.isDirectory(folder)) return new ClassArchive(inOrder, flags, null, null);
            var stem = name + "-" + key(entries, flags);
            var archive = folder.toRealPath().resolve(stem + ".jsa");
            var list =
                    isTypical && !Files.exists(archive)
                            ? archive.resolveSibling(stem + "." + unique() + ".classes")
                            : null;
            return new ClassArchive(inOrder, flags, archive, list);
        } catch (IOException _) {
            return new ClassArchive(inOrder, flags, null, null); // It starts without, then.
        }
    }

    /** No other process that lives has this number. */
    private static String unique() {
        return ProcessHandle.current().pid() + "." + LISTS.incrementAndGet();
    }

    /** An archive is for a class path that begins as its own did. */
    static String librariesFirst(List<String> entries) {
        return Stream.concat(
                        entries.stream().filter(ClassArchive::isLibrary),
                        entries.stream().filter(entry -> !isLibrary(entry)))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Maven makes ours in folders of that name; each build may change them. */
    private static boolean isLibrary(String entry) {
        if (!entry.endsWith(".jar")) return false;
        var folder = Path.of(entry).toAbsolutePath().getParent();
        return folder == null || !folder.endsWith("target");
    }

    private static String key(List<String> entries, List<String> flags) throws IOException {
        var all = new ArrayList<>(flags);
        all.add(System.getProperty("java.home"));
        all.add(Runtime.version().toString());
        for (var entry : entries) {
            if (!isLibrary(entry)) continue;
            var file = Path.of(entry);
            all.add("%s %d %s".formatted(entry, Files.size(file), Files.getLastModifiedTime(file)));
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(all.toString().getBytes(UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has it.", e);
        }
    }

    /** Ours, the libraries first. */
    public String classPath() {
        return classPath;
    }

    /** What the JVM is told of it, with the flags, and with what who started us wants besides. */
    public List<String> options() {
        var options = new ArrayList<>(flags);
        var more = System.getProperty(MORE_OPTIONS, "").strip();
        if (!more.isEmpty()) options.addAll(List.of(more.split(" +", -1)));
        if (list != null) {
            options.add("-XX:DumpLoadedClassList=" + list);
        } else if (archive != null && Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
            options.add("-Xlog:cds=off"); // Else an archive that does not fit is lines in the log.
        }
        return options;
    }

    /** The process serves: an archive is made of what it has loaded. Returns at once. */
    public void makeOfLoaded() {
        if (archive == null || list == null || Files.exists(archive)) return;
        var making = archive.resolveSibling(archive.getFileName() + ".making");
        try {
            var loaded = wholeLines(Files.readAllBytes(list));
            if (isStale(making, list)) Files.delete(making);
            Files.write(making, loaded, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            make(archive, making);
        } catch (FileAlreadyExistsException _) {
            return; // Somebody makes it.
        } catch (IOException e) {
            System.err.println("No archive of classes is made: " + e);
        } finally {
            forget();
        }
    }

    private void make(Path archive, Path loaded) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "class-archive"));
        command.addAll(List.of(archive.toString(), loaded.toString(), java()));
        command.addAll(flags);
        command.addAll(List.of("-XX:+AOTClassLinking", "-Xshare:dump"));
        var log = archive.resolveSibling("class-archive.log").toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        process.environment().put("CLASSPATH", libraries());
        process.start().getOutputStream().close();
    }

    /** The JVM of this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String libraries() {
        return Arrays.stream(classPath.split(SEPARATOR, -1))
                .filter(ClassArchive::isLibrary)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Who made it was ended, without a word, or the machine was; the list is of now. */
    private static boolean isStale(Path making, Path list) throws IOException {
        if (!Files.exists(making)) return false;
        var began = Files.getLastModifiedTime(making).toInstant();
        return began.isBefore(Files.getLastModifiedTime(list).toInstant().minus(MAKING_LIMIT));
    }

    /** The process goes on writing, and what is in its buffer is missing. */
    private static byte[] wholeLines(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') end--;
        return Arrays.copyOf(text, end);
    }

    /** The process has ended, or its list is of no use any more. */
    public void forget() {
        try {
            if (list != null) Files.deleteIfExists(list);
        } catch (IOException e) {
            System.err.println("A list of classes stays behind: " + e);
        }
    }
}
