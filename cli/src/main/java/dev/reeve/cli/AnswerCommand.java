package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.cli.run.Questions;
import dev.reeve.cli.runs.Reasons;
import dev.reeve.cli.runs.RecordedRuns;
import dev.reeve.cli.runs.RunArgument;
import dev.reeve.cli.runs.TaskPlace;
import dev.reeve.cli.server.ServerAgain;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.answer.Answers;
import dev.reeve.engine.answer.WaitingTask;
import dev.reeve.engine.record.PostedAnswer;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code reeve answer}. */
@Command(
        name = "answer",
        sortOptions = false,
        description = {
            "Answers a task that waits for a person: of a run on the server, which goes on where an agent is free, or of a"
                    + " recorded one. If a process of this machine has the run, it is handed the answer and"
                    + " goes on; else the run goes on in this process.",
            "The answer is of the type that the approval asks for; reeve show and reeve why say what is asked."
        },
        footer = {
            "",
            "Examples:",
            "  reeve answer latest publish --approve --comment 'looks right'",
            "  reeve answer 01kb0yv4qg budget amount=1200 reason='two more shops'",
            "  reeve answer 01kb0yv4qg load/check --reject",
            "  reeve answer latest go-ahead",
            "",
            "Exit codes: 0 if the process that has the run took the answer, else as of reeve resume; 2 also if the task does not wait, or asks for another answer."
        })
final class AnswerCommand implements Callable<Integer> {
    @Mixin
    private RunArgument wanted = new RunArgument();

    @Parameters(
            index = "1",
            paramLabel = "TASK",
            description = "The task: task, task[3], or task/inner for one of the flow run that the task is.")
    private String task = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "The fields of the answer, written as parameters are.")
    private List<String> fields = List.of();

    @Option(names = "--approve", description = "Says yes.")
    private boolean approve;

    @Option(names = "--reject", description = "Says no.")
    private boolean reject;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Words beside --approve or --reject.")
    private String comment = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who answers; the name you are logged in with, if not said.")
    private @Nullable String by;

    @Option(
            names = "--code",
            paramLabel = "JAR|CLASS",
            description = "The flow's code, as reeve run takes it; where the record says it was, if not said.")
    private String location = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private ServedOptions served = new ServedOptions();

    @Mixin
    private ContinueOptions options = new ContinueOptions();

    @ParentCommand
    private ReeveCommand reeve = new ReeveCommand();

    private final Console console;

    AnswerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (approve && reject) {
            throw new MistakeException("--approve and --reject cannot both be meant. Say one.");
        }
        if (served.meant(console)) {
            if (by != null || !location.isEmpty()) {
                throw new MistakeException("The server knows who answers and which code is registered: leave --by and"
                        + " --code out, or give --local for a run of this machine.");
            }
            return new ServerAgain(console, options.json())
                    .answer(wanted.text(), task, decision(), comment, fields, served.watch());
        }
        RecordedRuns runs = RecordedRuns.of(options.configuration(console));
        RecordedRun run = runs.run(wanted.text());
        RecordedCode.requireWhole(run);
        TaskPlace place = TaskPlace.of(runs, run, task);
        if (!(place.state() instanceof State.Paused)) {
            throw new MistakeException("Task \"" + task + "\" of run " + run.id() + " does not wait for a person. "
                    + new Reasons(runs, place.run()).about(place));
        }
        String who = by == null ? Session.person() : by;
        Boolean decision = decision();
        if (run.alive()) {
            return new LiveAnswer(runs, console)
                    .give(run, new PostedAnswer(run.id(), task, decision, comment, fields, who));
        }
        Answers answers = new Answers(decision, comment, fields, who);
        ContinueOptions.Asked asked = new ContinueOptions.Asked(
                run,
                new RecordedCode(location, "", classPath.text()),
                new ParameterOptions(),
                flow -> check(flow, place, answers),
                new Given(answers, who));
        return options.goOn(asked, new ReuseOptions(), console, reeve.verbose());
    }

    private @Nullable Boolean decision() {
        return approve || reject ? Boolean.valueOf(approve) : null;
    }

    /** Before anything runs. What a task asks for of a flow that a task returned is known only when that goes on. */
    private void check(Flow flow, TaskPlace place, Answers answers) {
        if (place.state() instanceof State.Paused paused) {
            WaitingTask.nodeOf(flow.graph(), task)
                    .ifPresent(node -> answers.valueFor(new WaitingTask(task, node, paused)));
        }
    }

    /** Gives the answer once, when the run has come to where it waits. */
    private final class Given implements Questions {
        private final Answers answers;
        private final String who;
        private boolean given;

        private Given(Answers answers, String who) {
            this.answers = answers;
            this.who = who;
        }

        @Override
        public @Nullable Runnable answer(FlowRun run) {
            WaitingTask waiting = given
                    ? null
                    : WaitingTask.of(run.view()).stream()
                            .filter(each -> each.path().equals(task))
                            .findFirst()
                            .orElse(null);
            if (waiting == null) {
                return null;
            }
            given = true;
            Object value = answers.valueFor(waiting);
            return value == null ? () -> run.resume(task, who) : () -> run.answer(task, value, who);
        }
    }
}
