package dev.reeve;

import java.io.Serializable;

/**
 * One mistake in the definition of a flow. Immutable.
 *
 * @param flow the flow's name
 * @param task the task's name; empty if it is about the flow as a whole
 * @param cause what is wrong
 * @param remedy what to do
 */
public record DefinitionError(String flow, String task, String cause, String remedy) implements Serializable {
    /** One paragraph: where, what is wrong, and on the next line what to do. */
    @Override
    public String toString() {
        String where = "Flow \"" + flow + "\"" + (task.isEmpty() ? "" : ", task \"" + task + "\"");
        return where + ": " + cause + (remedy.isEmpty() ? "" : "\n" + remedy);
    }
}
