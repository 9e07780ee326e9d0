package io.florin.sandbox;

import io.florin.sandbox.node.NodeMain;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.util.List;

/** The command line behind {@code ./florin}. */
public final class Florin {
    private static final String USAGE =
            """
            ./florin up       starts PostgreSQL, Kafka and a node and stays in the foreground
            ./florin demo     a guided tour of a running up, which kills its node on the way
            ./florin check    audits the books; exit 1 and the first difference if any
            ./florin rebuild  empties the read side, to be filled again from the first event
            ./florin backup FOLDER   copies the books there, whether up runs or not
            ./florin restore FOLDER  into an empty data folder, and checks them
            ./florin test     everything the project checks
            ./florin bench    measures
            ./florin chaos    faults on purpose, under load, and a judgement after each

            up:    --nodes N            node processes on 127.0.0.1, 127.0.0.2, ... (1)
                   --roles R,R,...      what each node does, such as wallet+session,worker,edge
                   --port P             of the edge (8080)
                   --management-port P  of Pekko Management (7626)
                   --remoting-port P    between nodes (17355)
                   --metrics-port P     of the page for Prometheus (9095)
                   --fresh              empties the data folder first
            check: --digest D           shows that the books only grew since a check printed D
            backup: --with-secrets      the operator's key and the identity secret go with it
            restore: --wal DIR          what was archived there since the backup, too
                     --until T          of it what was before, such as 2026-11-26T11:59:00Z
            chaos: --minutes M          begins no fault after that (5)
                   --seed S             of the faults and of the load (any)
                   --faults N           ends after so many
                   --only K,K,...       of these kinds only
                   --patience SECONDS   within these nothing may be left of a fault (60)
                   --bounds report      what takes too long is told, and no failure (strict)
                   --dry-run            prints the faults of the seed, and does nothing
            all:   --data DIR           the data folder (.florin), kept over restarts
            """;

    private final String nodeClass;
    private final BooksCommand.Work audit;
    private final Care care;
    private final Terminal terminal;

    /**
     * @param nodeClass the main class of a node's process
     * @param audit what {@code check} runs
     */
    Florin(String nodeClass, BooksCommand.Work audit, Terminal terminal) {
        this(nodeClass, audit, Care.ofAll(), terminal);
    }

    /**
     * @param care of what {@code up} starts
     */
    Florin(String nodeClass, BooksCommand.Work audit, Care care, Terminal terminal) {
        this.nodeClass = nodeClass;
        this.audit = audit;
        this.care = care;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        new Florin(NodeMain.class.getName(), Books::audit, Terminal.ofProcess())
                .runOrExit(List.of(arguments));
    }

    void runOrExit(List<String> words) {
        try {
            run(words);
        } catch (CommandFailed e) {
            terminal.complain(e.sentence());
            System.exit(1);
        }
    }

    private void run(List<String> words) {
        if (words.isEmpty()) {
            terminal.print(USAGE);
            throw new CommandFailed("Say which command.");
        }
        var rest = words.subList(1, words.size());
        switch (words.getFirst()) {
            case "up" -> new Up(Options.parse(rest), nodeClass, care, terminal).run();
            case "demo" -> new Demo(Options.parse(rest), terminal).run();
            case "chaos" ->
                    new ChaosCommand(ChaosOptions.parse(rest), nodeClass, audit, terminal).run();
            case "check" -> new BooksCommand(Options.parse(rest), audit, terminal).run();
            case "rebuild" -> new BooksCommand(Options.parse(rest), Books::rebuild, terminal).run();
            case "backup" -> {
                var said = BackupWords.ofBackup(rest);
                new BooksCommand(said.options(), new BackupCommand(said), terminal).run();
            }
            case "restore" ->
                    new RestoreCommand(BackupWords.ofRestore(rest), audit, terminal).run();
            case "help", "--help", "-h" -> terminal.print(USAGE);
            default ->
                    throw new CommandFailed(
                            "There is no command %s; ./florin help lists them."
                                    .formatted(words.getFirst()));
        }
    }
}
