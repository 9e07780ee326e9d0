package io.florin.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The folder of the app files: each {@code <app>.conf} in it is an app. */
public final class AppFolder {
    private static final int MAX_APPS = 256;

    private AppFolder() {}

    /**
     * All apps, by name of file. Throws {@link IllegalArgumentException} with every sentence about
     * every file, if there is one.
     */
    public static List<AppRules> read(Path folder) {
        var findings = new Findings();
        var apps = new ArrayList<AppRules>();
        for (var file : files(folder)) {
            new AppFile(file, findings).read().ifPresent(apps::add);
        }
        checkSchedules(folder, apps, findings);
        findings.raise();
        return apps;
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            var found =
                    files.filter(file -> file.getFileName().toString().endsWith(AppFile.SUFFIX))
                            .sorted()
                            .toList();
            if (found.size() <= MAX_APPS) return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    ("The folder of the apps, %s, cannot be read: set florin.http.apps-folder"
                                    + " to one that can, or to \"\".")
                            .formatted(folder),
                    e);
        }
        throw new IllegalArgumentException(
                "The folder of the apps, %s, has more than %d files: take some away."
                        .formatted(folder, MAX_APPS));
    }

    /** A version that two apps have would not say whose rules applied. */
    private static void checkSchedules(Path folder, List<AppRules> apps, Findings findings) {
        var owners = new HashMap<String, String>();
        for (var app : apps) {
            var schedule = app.schedule();
            if (schedule == null) continue;
            var owner = owners.putIfAbsent(schedule, app.name());
            if (owner == null) continue;
            findings.add(
                    folder.resolve(app.name() + AppFile.SUFFIX).toString(),
                    "schedule",
                    "is %s, which is the one of %s".formatted(schedule, owner),
                    "give each app its own, such as " + app.name() + "-2026-11");
        }
    }
}
