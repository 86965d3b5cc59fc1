package dev.reeve;

import java.io.Serial;
import java.util.List;

/** A run was given parameters that the flow does not take. Names all that is wrong; nothing has run. */
public final class ParameterException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    ParameterException(String flow, List<String> problems, String expected) {
        super("Flow \"" + flow + "\" cannot start: " + String.join("; ", problems) + ".\n" + expected);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
