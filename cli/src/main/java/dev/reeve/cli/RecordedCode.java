package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.cli.code.FoundFlow;
import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Structure;
import dev.reeve.engine.text.Shown;
import dev.reeve.spi.CodeLocation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code that goes on with a recorded run: where the record says it was, unless somebody names another place.
 *
 * @param location a jar, a directory or a class; empty: where the record says
 * @param flow the flow's name or method there; empty: as the record says
 * @param classPath more jars and directories
 */
record RecordedCode(String location, String flow, String classPath) {
    /** What is done with a flow while its code is open. */
    @FunctionalInterface
    interface Use {
        int with(Flow flow, CodeLocation location) throws IOException;
    }

    /**
     * Opens it.
     *
     * @throws MistakeException if there is no such code, or its flow lacks a task that the run has
     */
    int use(RecordedRun run, Console console, Use use) throws IOException {
        if (!location.isEmpty()) {
            try (UserCode code = UserCode.open(location, classPath, console.directory())) {
                return use(run, code, code.flow(flow.isEmpty() ? run.flow() : flow), use);
            }
        }
        CodeLocation recorded = run.opening().code();
        List<String> path = recorded.classPath();
        if (path.isEmpty()) {
            throw new MistakeException("The record of run " + run.id()
                    + " does not say where the flow's code is. Name it: a jar, a directory of classes or a class,"
                    + " behind the run.");
        }
        for (String entry : path) {
            if (!Files.exists(Path.of(entry))) {
                throw new MistakeException("The code of run " + run.id() + " was in " + Shown.clean(entry)
                        + ", which is not there any more. Build it again, or name another jar, directory of classes or"
                        + " class behind the run.");
            }
        }
        String wanted = flow.isEmpty() ? recorded.flow() : flow;
        String rest = String.join(File.pathSeparator, path.subList(1, path.size()));
        try (UserCode code = UserCode.open(path.getFirst(), rest, console.directory())) {
            FoundFlow found = flowOf(code, wanted);
            if (found != null) {
                return use(run, code, found, use);
            }
        }
        try (UserCode code = UserCode.open(String.join(File.pathSeparator, path), "", console.directory())) {
            return use(run, code, code.flow(wanted), use);
        }
    }

    /** The flow's class is mostly in the first place of the path; if not, it is looked for in all of them. */
    private static @Nullable FoundFlow flowOf(UserCode code, String wanted) {
        try {
            return code.flow(wanted);
        } catch (MistakeException e) {
            return null;
        }
    }

    private static int use(RecordedRun run, UserCode code, FoundFlow found, Use use) throws IOException {
        Flow flow = found.flow();
        if (!flow.name().equals(run.flow())) {
            throw new MistakeException("Run " + run.id() + " is one of flow \"" + Shown.clean(run.flow())
                    + "\", not of flow \"" + Shown.clean(flow.name()) + "\". Name the code of its own flow.");
        }
        List<String> missing = run.structure().nodes().stream()
                .map(Structure.Node::name)
                .filter(name -> flow.graph().node(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new MistakeException("Flow \"" + Shown.clean(flow.name()) + "\" has no task \""
                    + Shown.clean(missing.getFirst()) + "\" any more"
                    + (missing.size() > 1 ? " (and " + (missing.size() - 1) + " others)" : "") + ", which run "
                    + run.id() + " has. Name the code that has it, or begin another run with reeve run.");
        }
        return use.with(flow, code.location(found));
    }

    /**
     * Refuses a run that cannot be resumed now.
     *
     * @throws MistakeException if a process runs it, or it is part of another
     */
    static void requireResumable(RecordedRun run) {
        Opening opening = run.opening();
        if (run.alive()) {
            throw new MistakeException("Run " + run.id() + " goes on in process "
                    + opening.runner().pid() + " on "
                    + Shown.clean(opening.runner().host())
                    + ". Wait for its end, or end that process; then try again.");
        }
        requireWhole(run);
    }

    /**
     * Refuses a run that is part of another.
     *
     * @throws MistakeException if it is
     */
    static void requireWhole(RecordedRun run) {
        Opening opening = run.opening();
        if (opening.parent() != null) {
            throw new MistakeException("Run " + run.id() + " is part of run "
                    + opening.parent().runId() + ", and goes on with it: name that one.");
        }
    }

    /** The configuration with what the record says of the store of results, the zone and the grace period. */
    static Configuration configuration(RecordedRun run, Configuration configuration, boolean resultsSaid) {
        Opening opening = run.opening();
        String results = opening.results().location();
        Configuration changed = configuration
                .with(Settings.RUN_ZONE, ZoneId.of(opening.zone()))
                .with(Settings.RUN_GRACE, opening.options().grace())
                .with(Settings.RECORDS_ENABLED, true);
        if (results.isEmpty() || resultsSaid) {
            return changed;
        }
        return results.contains("://")
                ? changed.with(Settings.RESULTS_STORE, results)
                : changed.with(Settings.RESULTS_STORE, "files").with(Settings.RESULTS_DIR, Path.of(results));
    }
}
