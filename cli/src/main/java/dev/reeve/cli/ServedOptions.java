package dev.reeve.cli;

import dev.reeve.cli.server.ServerRuns;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import picocli.CommandLine.Option;

/** Whether a run on the server is meant, and how much of it is waited for. */
final class ServedOptions {
    @Option(names = "--local", description = "A run recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Option(names = "--watch", description = "On the server: shows states and log lines until the run has ended.")
    private boolean watch;

    /** Whether it is one of the server's; says so to the person. */
    boolean meant(Console console) {
        boolean served = new ServerRuns(console).meant(local);
        if (!served && watch) {
            throw new MistakeException("--watch is for runs on the server; one of this machine is watched anyway.");
        }
        return served;
    }

    boolean watch() {
        return watch;
    }
}
