package dev.reeve.api;

import java.util.List;

/**
 * What a task run asks a person.
 *
 * @param task its name; {@code task[3]} for a child, {@code task/inner} for one of the flow run that the task is
 * @param reason why it waits
 * @param kind what sort of answer it takes
 * @param fields record: what the answer has; empty for the other kinds
 */
public record Question(String task, String reason, QuestionKind kind, List<QuestionField> fields) {
    public Question {
        task = Given.required(task, "task");
        reason = Given.text(reason);
        kind = Given.required(kind, "kind");
        fields = Given.list(fields, "fields");
    }
}
