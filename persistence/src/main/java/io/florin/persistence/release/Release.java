package io.florin.persistence.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A release of Florin, {@code major.minor.patch}. What stands behind a hyphen or a plus tells
 * builds of one release apart, and nothing about who goes with whom.
 */
public record Release(int major, int minor, int patch) implements Comparable<Release> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})([-+].*)?");
    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major)
                    .thenComparingInt(Release::minor)
                    .thenComparingInt(Release::patch);
    private static final String BUILD = "/florin/release.properties";

    /** The one of the build that runs: whose release.properties is the first on the classpath. */
    public static Release ofThisBuild() {
        try (var file = Release.class.getResourceAsStream(BUILD)) {
            if (file == null) throw new IllegalStateException(BUILD + " is not on the classpath.");
            var properties = new Properties();
            properties.load(file);
            return parse(properties.getProperty("release", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #toString} writes, and more behind it.
     *
     * @throws IllegalArgumentException if it is not of the form {@code 1.2.3} or {@code 1.2.3-more}
     */
    public static Release parse(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no release: it has the form 1.2.3 or 1.2.3-more.");
        }
        return new Release(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    /**
     * Whether nodes of both can be in one cluster, and the older reads the newer's schema: they are
     * at most one minor release apart. Between majors the whole cluster stops.
     */
    public boolean goesWith(Release other) {
        return major == other.major && Math.abs(minor - other.minor) <= 1;
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
