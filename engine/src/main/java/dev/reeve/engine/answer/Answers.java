package dev.reeve.engine.answer;

import dev.reeve.Approval;
import dev.reeve.engine.parameters.RecordTexts;
import dev.reeve.engine.text.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person said, in texts, to a task that waits for one. Immutable.
 *
 * @param decision whether they approve; null if they said neither
 * @param comment their words beside it; empty for none
 * @param fields texts of the form {@code k=v}
 * @param by who they are
 */
public record Answers(@Nullable Boolean decision, String comment, List<String> fields, String by) {
    public Answers {
        fields = List.copyOf(fields);
    }

    /**
     * The value for that task; null for a mere go-ahead.
     *
     * @throws RefusedAnswerException if the task asks for something else; says for what
     */
    public @Nullable Object valueFor(WaitingTask task) {
        Class<?> type = task.answerType();
        if (type == Approval.class) {
            return approval(task);
        }
        if (decision != null) {
            throw new RefusedAnswerException(task.path()
                    + (type == null
                            ? " asks for no decision; without --approve and --reject it goes on."
                            : " asks for " + described(type) + "; --approve and --reject are no answer."));
        }
        if (type != null) {
            if (fields.isEmpty()) {
                throw new RefusedAnswerException(task.path() + " asks for " + described(type) + ".");
            }
            return new RecordTexts(type).read(texts());
        }
        if (fields.isEmpty()) {
            return null;
        }
        if (fields.size() > 1) {
            throw new RefusedAnswerException(task.path() + " takes one text, or nothing to let it go on, not "
                    + fields.size() + " of them. Quote the text.");
        }
        return fields.getFirst();
    }

    private Approval approval(WaitingTask task) {
        if (decision != null && fields.isEmpty()) {
            return new Approval(decision, comment, by);
        }
        if (decision != null || fields.isEmpty()) {
            throw new RefusedAnswerException(task.path() + " asks for a decision: say --approve or --reject"
                    + (decision == null ? "" : ", and no fields") + "; --comment adds words.");
        }
        Map<String, String> texts = new LinkedHashMap<>(Map.of("comment", comment, "by", by));
        texts.putAll(texts());
        return (Approval) new RecordTexts(Approval.class).read(texts);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new RefusedAnswerException(
                        "\"" + Shown.clean(field) + "\" is no field of an answer. Write NAME=VALUE.");
            }
            if (texts.put(field.substring(0, equals), field.substring(equals + 1)) != null) {
                throw new RefusedAnswerException("\"" + Shown.clean(field.substring(0, equals)) + "\" is given twice.");
            }
        }
        return texts;
    }

    static String described(Class<?> type) {
        return new RecordTexts(type)
                .fields().stream()
                        .map(field -> field.name() + "=.. (" + field.expected() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** What is to be written behind {@code reeve answer RUN} to answer that task. */
    public static String example(WaitingTask task) {
        Class<?> type = task.answerType();
        String name = task.path().matches("[\\w./-]+")
                ? task.path()
                : "'" + task.path().replace("'", "'\\''") + "'";
        if (type == null) {
            return name;
        }
        return type == Approval.class
                ? name + " --approve"
                : name + " "
                        + new RecordTexts(type)
                                .fields().stream()
                                        .map(field -> field.name() + "=..")
                                        .collect(Collectors.joining(" "));
    }
}
