package dev.reeve.engine.parameters;

import java.io.Serial;
import java.util.List;

/** Texts are not what the parameters of a flow take. Names all that is wrong; nothing has run. */
public final class ParameterTextException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ParameterTextException(String flow, List<String> problems, List<String> parameters) {
        super("Flow \"" + flow + "\" cannot start:\n  " + String.join("\n  ", problems)
                + (parameters.isEmpty()
                        ? "\nIt has no parameters."
                        : "\nIts parameters:\n  " + String.join("\n  ", parameters)));
        this.problems = List.copyOf(problems);
    }

    ParameterTextException(String message, List<String> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
