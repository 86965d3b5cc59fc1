package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.record.RecordedRun;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve show}. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Shows a run, of the server that one is logged in to, else one that this machine recorded: how it stands, its"
                    + " parameters, its tasks, where they failed, what they kept.",
            "Of a record it says too what is wrong with it, if anything is."
        },
        footer = {
            "",
            "Examples:",
            "  reeve show latest",
            "  reeve show 01kb0yv4qg --task load",
            "  reeve show latest --task 'fetch[3]'",
            "  reeve show latest --output json | jq '.tasks[] | select(.state == \"Failed\")'",
            "",
            "Records keep an error's type and message; its stack trace stands in the log of the process that ran it.",
            "Exit codes: 0 shown, 1 the server cannot be reached, 2 wrong usage, or there is no such run or task."
        })
public final class ShowCommand implements Callable<Integer> {
    @Mixin
    private RunArgument wanted = new RunArgument();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "All that is known of one task: task, task[3], or task/inner for one of a flow run that the"
                    + " task is.")
    private @Nullable String task;

    @Option(names = "--local", description = "A run recorded on this machine, also if one is logged in to a server.")
    private boolean local;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;
    private final ServedRuns served;

    /** The command. */
    public ShowCommand(Console console, ServedRuns served) {
        this.console = console;
        this.served = served;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (served.meant(local)) {
            served.show(wanted.text(), task, output.output());
            return ExitCode.OK;
        }
        RecordedRuns runs = RecordedRuns.of(console);
        RecordedRun run = runs.run(wanted.text());
        TaskPlace place = task == null ? null : TaskPlace.of(runs, run, task);
        if (output.output() == ListFormat.JSON) {
            RunRecordJson json = new RunRecordJson(runs, console.out());
            if (place == null) {
                json.write(run);
            } else {
                json.write(place);
            }
            return ExitCode.OK;
        }
        List<String> lines = place == null
                ? new RunRecordText(runs, run, console.terminal()).lines()
                : TaskRecordText.lines(runs, place, console.terminal());
        lines.forEach(console.out()::println);
        return ExitCode.OK;
    }
}
