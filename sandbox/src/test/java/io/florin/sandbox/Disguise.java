package io.florin.sandbox;

import io.florin.persistence.release.Release;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands first on a classpath, so that this build says that it is of another release; whoever
 * starts after a change says the new one.
 */
record Disguise(Path folder) {
    Disguise as(Release release) throws IOException {
        Files.createDirectories(folder.resolve("florin"));
        Files.writeString(folder.resolve("florin/release.properties"), "release = " + release);
        return this;
    }

    /** Before everything of this process. */
    String classPath() {
        return folder + File.pathSeparator + System.getProperty("java.class.path");
    }
}
