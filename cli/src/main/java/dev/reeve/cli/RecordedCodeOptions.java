package dev.reeve.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run, and with which code it goes on. */
final class RecordedCodeOptions {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's identifier, its beginning, name, or latest.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JAR|CLASS",
            description = "The flow's code, as reeve run takes it; where the record says it was, if not said.")
    private String location = "";

    @Option(names = "--flow", paramLabel = "NAME", description = "The flow in JAR|CLASS; the run's, if not said.")
    private String flow = "";

    @Option(
            names = {"--cp", "--class-path"},
            paramLabel = "PATHS",
            description = "More jars and directories of classes for JAR|CLASS.")
    private String classPath = "";

    String run() {
        return run;
    }

    RecordedCode code() {
        return new RecordedCode(location, flow, classPath);
    }
}
