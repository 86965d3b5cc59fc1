package dev.reeve.cli;

import dev.reeve.cli.server.ServerAgain;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Which recorded run goes on in the foreground, with which code and parameters. */
final class ResumedRunOptions {
    @Mixin
    private RecordedCodeOptions code = new RecordedCodeOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private ContinueOptions options = new ContinueOptions();

    @Mixin
    private ServedOptions served = new ServedOptions();

    /** Goes on; returns the exit code. */
    int resume(Console console, boolean verbose, ReuseOptions reuse) throws IOException, InterruptedException {
        if (served.meant(console)) {
            refuseLocal();
            return new ServerAgain(console, options.json()).reopen(code.run(), reuse.reopening(), served.watch());
        }
        return options.resume(console, verbose, code, parameters, reuse);
    }

    private void refuseLocal() {
        if (code.named() || !parameters.texts().isEmpty()) {
            throw new MistakeException("A run on the server goes on with its own parameters and the code that is"
                    + " registered. Register the code that it is to go on with (reeve register), begin another run for"
                    + " other parameters, or give --local for a run of this machine.");
        }
    }
}
