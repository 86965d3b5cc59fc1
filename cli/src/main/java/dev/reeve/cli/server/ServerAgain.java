package dev.reeve.cli.server;

import dev.reeve.api.FlowRun;
import dev.reeve.api.JsonType;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionField;
import dev.reeve.api.Reopening;
import dev.reeve.api.TaskAnswer;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Runs of the server that go on: reopened, or answered. */
public final class ServerAgain {
    private final Console console;
    private final boolean json;

    /** Told for people, or as JSON at the end. */
    public ServerAgain(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Has a run that ended go on; returns the exit code. */
    public int reopen(String wanted, Reopening again, boolean watch) throws InterruptedException {
        return Asking.server(console, server -> {
            FlowRun run = ServerRuns.find(server, wanted);
            ServerRun.Before before = watch ? ServerRun.before(server, run.id()) : ServerRun.Before.NOTHING;
            FlowRun asked = server.reopen(run.id(), again);
            String from = again.from() == null
                    ? ""
                    : " from " + again.from() + (again.child() == null ? "" : "[" + again.child() + "]");
            console.err()
                    .println(Shown.clean("Run " + run.id() + " goes on" + from + "; its next epoch is "
                            + (asked.epoch() + 1) + "."));
            return done(server, asked, before, watch);
        });
    }

    private int done(ReeveClient server, FlowRun run, ServerRun.Before before, boolean watch)
            throws InterruptedException {
        if (watch) {
            return new ServerRun(console, json).watched(server, run.id(), before);
        }
        console.out().println(json ? Printed.json(run) : run.id());
        return ExitCode.OK;
    }

    /**
     * Answers a task run that waits; returns the exit code.
     *
     * @param decision whether it is approved; null if nothing was said of that
     * @param fields texts of the form {@code k=v}, or one text
     */
    public int answer(
            String wanted, String task, @Nullable Boolean decision, String comment, List<String> fields, boolean watch)
            throws InterruptedException {
        return Asking.server(console, server -> {
            FlowRun run = ServerRuns.find(server, wanted);
            Question question = question(server.questions(run.id()).items(), run, task);
            Object value = value(question, decision, comment, fields);
            ServerRun.Before before = watch ? ServerRun.before(server, run.id()) : ServerRun.Before.NOTHING;
            FlowRun answered = server.answer(run.id(), new TaskAnswer(task, null, value));
            console.err().println(Shown.clean("Answered " + task + " of run " + run.id() + "."));
            return done(server, answered, before, watch);
        });
    }

    private static Question question(List<Question> asked, FlowRun run, String task) {
        return asked.stream()
                .filter(each -> each.task().equals(task))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> waiting = asked.stream().map(Question::task).toList();
                    return new MistakeException("Task \"" + task + "\" of run " + run.id() + ", which is "
                            + run.state().name() + ", does not wait for a person."
                            + (waiting.isEmpty()
                                    ? ""
                                    : " These do: " + String.join(", ", waiting) + "."
                                            + NearestNames.question(task, waiting)));
                });
    }

    private static @Nullable Object value(
            Question question, @Nullable Boolean decision, String comment, List<String> fields) {
        return switch (question.kind()) {
            case DECISION -> {
                if (decision == null || !fields.isEmpty()) {
                    throw new MistakeException(question.task() + " asks for a decision: say --approve or --reject"
                            + (decision == null ? "" : ", and no fields") + "; --comment adds words.");
                }
                yield Map.of("approved", decision, "comment", comment);
            }
            case RECORD -> {
                if (decision != null || fields.isEmpty()) {
                    throw new MistakeException(question.task() + " asks for " + described(question) + ".");
                }
                yield record(question, fields);
            }
            case GO_AHEAD -> {
                if (decision != null || fields.size() > 1) {
                    throw new MistakeException(
                            question.task()
                                    + " takes one text, or nothing to let it go on; without --approve and --reject it goes on.");
                }
                yield fields.isEmpty() ? null : fields.getFirst();
            }
        };
    }

    private static String described(Question question) {
        return question.fields().stream()
                .map(field -> field.name() + "=.. (" + field.type() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> record(Question question, List<String> fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String text : fields) {
            int equals = text.indexOf('=');
            String name = equals < 1 ? "" : text.substring(0, equals);
            QuestionField field = question.fields().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new MistakeException("\"" + text + "\" is no field of the answer. "
                            + question.task() + " asks for " + described(question) + "."));
            values.put(name, read(field, text.substring(equals + 1)));
        }
        return values;
    }

    /** Text is text where text is wanted; anything else is written as JSON. What it must be the server says. */
    private static @Nullable Object read(QuestionField field, String text) {
        if (field.json() == JsonType.STRING) {
            return text;
        }
        try {
            return ServerJson.MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) { // such as a date
            return text;
        }
    }
}
