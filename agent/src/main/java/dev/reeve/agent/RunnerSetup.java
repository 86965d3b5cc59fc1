package dev.reeve.agent;

import dev.reeve.RunOptions;
import java.net.URI;
import java.nio.file.Path;

/**
 * What all runs of a runner process share. Immutable.
 *
 * @param server where the server is
 * @param spool the directory for what happens while the server is away
 * @param host the name of this computer
 * @param flows finds the flows
 * @param options what runs are asked beside what the server says: executor, store, secrets
 * @param logs where log lines of runs are handed over
 */
public record RunnerSetup(URI server, Path spool, String host, FlowSource flows, RunOptions options, RunLogs logs) {}
