package dev.reeve.cli.runs;

import picocli.CommandLine.Parameters;

/** Which recorded run is meant, as the first thing behind a command. */
public final class RunArgument {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's identifier, its beginning, name, or latest.")
    private String run = "";

    /** As it was written. */
    public String text() {
        return run;
    }
}
