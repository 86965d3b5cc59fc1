package dev.reeve.cli;

import dev.reeve.cli.terminal.Console;
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

    /** Goes on; returns the exit code. */
    int resume(Console console, boolean verbose, ReuseOptions reuse) throws IOException {
        return options.resume(console, verbose, code, parameters, reuse);
    }
}
