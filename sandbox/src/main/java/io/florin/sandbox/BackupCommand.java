package io.florin.sandbox;

import io.florin.persistence.release.Release;
import io.florin.sandbox.backup.Backup;
import io.florin.sandbox.backup.BackupNote;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.util.Map;

/** {@code ./florin backup}: whether {@code up} runs or not, nothing waits for it. */
final class BackupCommand implements BooksCommand.Work {
    private final BackupWords words;

    BackupCommand(BackupWords words) {
        this.words = words;
    }

    @Override
    public void run(Address database, Options options, Terminal terminal) {
        long begun = System.nanoTime();
        var data = new DataFolder(options.data());
        var order =
                new Backup.Order(
                        data.postgres(),
                        database,
                        words.folder(),
                        words.withSecrets() ? secrets(data) : Map.of(),
                        Release.ofThisBuild().toString());
        var note = Backup.take(order, () -> Books.digest(database).toString(), terminal);
        report(note, Seconds.since(begun), terminal);
    }

    private static Map<String, String> secrets(DataFolder data) {
        var secrets = data.knownSecrets();
        for (var name : DataFolder.SECRETS.keySet()) {
            if (!secrets.containsKey(name)) {
                throw new CommandFailed(
                        "--with-secrets: %s has no %s and %s is not set; set it or leave them out."
                                .formatted(data.path(), name, DataFolder.SECRETS.get(name)));
            }
        }
        return secrets;
    }

    private void report(BackupNote note, Seconds taken, Terminal terminal) {
        terminal.announce(
                "Backed up %d MiB in %d files to %s in %s."
                        .formatted(note.bytes() >> 20, note.files(), words.folder(), taken));
        terminal.print("What was acknowledged before %s is in it.".formatted(note.completeUntil()));
        terminal.print(
                words.withSecrets()
                        ? "It holds the secrets: whoever reads it can be anybody."
                        : "It holds no secrets: without identity.secret, kept elsewhere, nobody"
                                + " can log in.");
        terminal.print("digest " + note.digest());
    }
}
