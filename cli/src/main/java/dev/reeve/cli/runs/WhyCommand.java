package dev.reeve.cli.runs;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code reeve why}. */
@Command(
        name = "why",
        sortOptions = false,
        description = "Says why a run, or a task of it, failed, waits, was skipped, reused or run again.",
        footer = {
            "",
            "Examples:",
            "  reeve why latest",
            "  reeve why latest load",
            "  reeve why 01kb0yv4qg 'fetch[3]'",
            "",
            "Exit codes: 0 said, 1 the server cannot be reached, 2 wrong usage, or there is no such run or task."
        })
public final class WhyCommand implements Callable<Integer> {
    @Mixin
    private RunArgument wanted = new RunArgument();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "A task, task[3] for one child, or task/inner for one of a flow run that the task is.")
    private @Nullable String task;

    @Option(names = "--local", description = "A run recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;
    private final ServedRuns served;

    /** The command. */
    public WhyCommand(Console console, ServedRuns served) {
        this.console = console;
        this.served = served;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (served.meant(local)) {
            served.why(wanted.text(), task, output.output());
            return ExitCode.OK;
        }
        RecordedRuns runs = RecordedRuns.of(console);
        RecordedRun run = runs.run(wanted.text());
        TaskPlace place = task == null ? null : TaskPlace.of(runs, run, task);
        State state = place == null ? run.state() : place.state();
        String sentence = place == null ? new Reasons(runs, run).ofRun() : new Reasons(runs, place.run()).about(place);
        switch (output.output()) {
            case TABLE -> console.out().println(Shown.clean(sentence));
            case JSON -> json(run, place, state, sentence);
        }
        return ExitCode.OK;
    }

    private void json(RecordedRun run, @Nullable TaskPlace place, State state, String sentence) {
        try (JsonGenerator json = StrictJson.to(console.out())) {
            json.writeStartObject();
            json.writeStringProperty(
                    "run", place == null ? run.id() : place.run().id());
            JsonValues.text(json, "task", place == null ? null : place.label());
            json.writeStringProperty("state", state.name());
            json.writeStringProperty("why", sentence);
            json.writeEndObject();
        }
        console.out().println();
    }
}
