package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;

/** How a runner process is started. */
@FunctionalInterface
public interface RunnerCommand {
    /** The command for a process whose first run is that one. It has to lead to {@link WarmRunner#serve}. */
    ProcessBuilder of(ClaimedRun first);
}
