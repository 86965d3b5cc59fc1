package dev.reeve.cli.server;

import dev.reeve.api.BulkKind;
import dev.reeve.api.Cancellation;
import dev.reeve.api.FlowRun;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.RunFilter;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve cancel}. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = {
            "Asks a run on the server to stop: what has not begun is cancelled, what runs is interrupted.",
            "Without RUN, all runs that have not ended and that the options name."
        },
        footer = {
            "",
            "Examples:",
            "  reeve cancel latest --reason 'wrong country'",
            "  reeve cancel latest --grace 5",
            "  reeve cancel --flow covid-monthly --since 2h --dry-run",
            "",
            "Exit codes: 0 asked, 1 not all were, or the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class CancelCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run's identifier, its name, or latest.")
    private String run = "";

    @Option(names = "--flow", paramLabel = "NAME", description = "All runs of that flow.")
    private @Nullable String flow;

    @Mixin
    private RunFilter filter = new RunFilter();

    @Option(names = "--dry-run", description = "Only says which runs those are.")
    private boolean dryRun;

    @Mixin
    private ListOptions output = new ListOptions();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is kept.")
    private String reason = "";

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = {
                "How long tasks that run are waited for, 0 to 86400; ten seconds later their process is killed.",
                "Default: as the run's options and its agent say."
            })
    private @Nullable Integer grace;

    private final Console console;

    /** The command. */
    public CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean many = flow != null || filter.said();
        if (many == !run.isEmpty()) {
            throw new MistakeException(
                    "Say one run, such as latest, or which runs: --flow, --state, --label, --since or"
                            + " --project; not both.");
        }
        boolean json = output.output() == ListFormat.JSON;
        if (many) {
            return new ServerBulk(console, json)
                    .run(new ServerBulk.Asked(BulkKind.CANCEL, flow, filter, reason, null, grace, dryRun));
        }
        if (dryRun) {
            throw new MistakeException("--dry-run is for many runs; reeve show says how one stands.");
        }
        FlowRun asked = Asking.server(
                console, server -> server.cancel(ServerRuns.find(server, run).id(), new Cancellation(reason, grace)));
        console.err()
                .println("Run " + asked.id() + " was asked to stop; it is "
                        + asked.state().name() + ".");
        if (json) {
            console.out().println(Printed.json(asked));
        }
        return ExitCode.OK;
    }
}
