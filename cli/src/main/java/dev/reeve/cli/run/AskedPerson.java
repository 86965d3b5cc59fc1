package dev.reeve.cli.run;

import dev.reeve.Approval;
import dev.reeve.FlowRun;
import dev.reeve.cli.terminal.Person;
import dev.reeve.engine.answer.WaitingTask;
import dev.reeve.engine.parameters.ParameterTextException;
import dev.reeve.engine.parameters.RecordTexts;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person at the terminal, field by field, until what they write is of the type that is asked for. An empty line
 * leaves the task waiting, and it is not asked about again.
 */
public final class AskedPerson implements Questions {
    private final Person person;
    private final PrintStream out;
    private final String by;
    private final Set<String> left = new HashSet<>();

    /** Asks that person on that stream. */
    public AskedPerson(Person person, PrintStream out, String by) {
        this.person = person;
        this.out = out;
        this.by = by;
    }

    @Override
    public @Nullable Runnable answer(FlowRun run) throws IOException {
        for (WaitingTask task : WaitingTask.of(run.view())) {
            if (left.contains(task.path())) {
                continue;
            }
            out.println();
            Instant until = task.state().until();
            out.println(Shown.clean(task.path()) + " waits for you" + (until == null ? "" : " until " + until) + ": "
                    + Shown.clean(task.state().reason()));
            Runnable answer = answer(run, task);
            if (answer != null) {
                return () -> give(answer);
            }
            left.add(task.path());
        }
        return null;
    }

    /** Gives the answer, unless the time for it ended while the person thought about it. */
    private void give(Runnable answer) {
        try {
            answer.run();
        } catch (IllegalStateException late) {
            out.println("The answer came too late: " + Shown.clean(String.valueOf(late.getMessage())));
        }
    }

    private @Nullable Runnable answer(FlowRun run, WaitingTask task) throws IOException {
        Class<?> type = task.answerType();
        if (type == Approval.class) {
            Boolean approved = decision("Approve? yes or no");
            if (approved == null) {
                return null;
            }
            String comment = line("Comment (may be empty)");
            Approval approval = new Approval(approved, comment == null ? "" : comment, by);
            return () -> give(task, () -> run.answer(task.path(), approval, by));
        }
        if (type == null) {
            Boolean goOn = decision("Let it go on? yes or no");
            return goOn == null || !goOn ? null : () -> give(task, () -> run.resume(task.path(), by));
        }
        Object value = record(new RecordTexts(type));
        return value == null ? null : () -> give(task, () -> run.answer(task.path(), value, by));
    }

    /** In another process somebody may have been quicker; then the run goes on all the same. */
    private void give(WaitingTask task, Runnable answer) {
        try {
            answer.run();
        } catch (IllegalStateException e) {
            out.println(Shown.clean(task.path()) + " was answered elsewhere meanwhile.");
        }
    }

    private @Nullable Object record(RecordTexts texts) throws IOException {
        while (true) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (RecordTexts.Field field : texts.fields()) {
                String text = field(texts, field);
                if (text == null) {
                    return null;
                }
                fields.put(field.name(), text);
            }
            try {
                return texts.read(fields);
            } catch (ParameterTextException e) { // each field was right, all together they are not
                out.println(e.getMessage());
            }
        }
    }

    private @Nullable String field(RecordTexts texts, RecordTexts.Field field) throws IOException {
        while (true) {
            String text = line(field.name() + " (" + field.expected() + ")");
            if (text == null || text.isEmpty()) {
                return null;
            }
            String problem = texts.problem(field.name(), text);
            if (problem.isEmpty()) {
                return text;
            }
            out.println(problem);
        }
    }

    private @Nullable Boolean decision(String question) throws IOException {
        while (true) {
            String text = line(question + " (an empty line leaves it waiting)");
            if (text == null || text.isEmpty()) {
                return null;
            }
            switch (text.toLowerCase(Locale.ROOT)) {
                case "y", "yes", "true" -> {
                    return true;
                }
                case "n", "no", "false" -> {
                    return false;
                }
                default -> out.println("Write yes or no, not \"" + Shown.clean(text) + "\".");
            }
        }
    }

    private @Nullable String line(String question) throws IOException {
        out.print(question + ": ");
        out.flush();
        String line = person.line();
        if (line == null) {
            out.println();
        }
        return line == null ? null : line.strip();
    }
}
