package dev.reeve.cli;

import dev.reeve.cli.terminal.MistakeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run, and with which code it goes on. */
final class RecordedCodeOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run's identifier, its beginning, name, or latest.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JAR|CLASS",
            description = "The flow's code, as reeve run takes it; where the record says it was, if not said.")
    private String location = "";

    @Option(names = "--flow", paramLabel = "NAME", description = "The flow in JAR|CLASS; the run's, if not said.")
    private String flow = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    /**
     * Which run.
     *
     * @throws MistakeException if none is named
     */
    String run() {
        if (run.isEmpty()) {
            throw new MistakeException("Say which run: its identifier, its name, or latest. reeve runs lists them.");
        }
        return run;
    }

    /** Whether one run is named. */
    boolean one() {
        return !run.isEmpty();
    }

    /** The flow that is named; null: none is. */
    @Nullable
    String flow() {
        return flow.isEmpty() ? null : flow;
    }

    /** Whether other code is named than that of the run. */
    boolean named() {
        return !location.isEmpty() || !flow.isEmpty() || !classPath.text().isEmpty();
    }

    RecordedCode code() {
        return code("");
    }

    /** The same; in {@code elsewhere} if no place is named. */
    RecordedCode code(String elsewhere) {
        return new RecordedCode(location.isEmpty() ? elsewhere : location, flow, classPath.text());
    }
}
