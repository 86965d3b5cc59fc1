package dev.reeve.cli;

import dev.reeve.api.BulkKind;
import dev.reeve.cli.runs.RunFilter;
import dev.reeve.cli.server.ServerAgain;
import dev.reeve.cli.server.ServerBulk;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recorded run goes on in the foreground, with which code and parameters. */
final class ResumedRunOptions {
    @Mixin
    private RecordedCodeOptions code = new RecordedCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private ContinueOptions options = new ContinueOptions();

    @Mixin
    private RunFilter filter = new RunFilter();

    @Option(names = "--dry-run", description = "Of many runs on the server: only says which those are.")
    private boolean dryRun;

    @Mixin
    private ServedOptions served = new ServedOptions();

    /** Goes on; {@code kind} is what becomes of many runs of a server. Returns the exit code. */
    int resume(Console console, boolean verbose, ReuseOptions reuse, BulkKind kind)
            throws IOException, InterruptedException {
        if (served.meant(console)) {
            boolean many = filter.said() || !code.one() && code.flow() != null;
            if (many || dryRun) {
                return many(console, reuse, kind, many);
            }
            refuseLocal();
            return new ServerAgain(console, options.json()).reopen(code.run(), reuse.reopening(), served.watch());
        }
        if (filter.said() || dryRun) {
            throw new MistakeException(
                    "--state, --label, --since, --project and --dry-run are for many runs of a server."
                            + " Log in to one with reeve login, or say which run of this machine.");
        }
        return options.resume(console, verbose, code, parameters, reuse);
    }

    private int many(Console console, ReuseOptions reuse, BulkKind kind, boolean filtered) throws InterruptedException {
        if (code.one() || !filtered) {
            throw new MistakeException(
                    "Say one run, such as latest, or which runs: --flow, --state, --label, --since or"
                            + " --project; not both. --dry-run is for many runs; reeve plan says what would run of one.");
        }
        if (served.watch() || !parameters.texts().isEmpty()) {
            throw new MistakeException(
                    "Many runs at once are not watched, and have no other parameters than they had.");
        }
        return new ServerBulk(console, options.json())
                .run(new ServerBulk.Asked(kind, code.flow(), filter, "", reuse.reopening(), null, dryRun));
    }

    private void refuseLocal() {
        if (code.named() || !parameters.texts().isEmpty()) {
            throw new MistakeException("A run on the server goes on with its own parameters and the code that is"
                    + " registered. Register the code that it is to go on with (reeve register), begin another run for"
                    + " other parameters, or give --local for a run of this machine.");
        }
    }
}
