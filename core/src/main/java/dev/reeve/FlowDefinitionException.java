package dev.reeve;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A flow was defined wrongly. Carries all mistakes that were found, not only the first. */
public final class FlowDefinitionException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<DefinitionError> errors;

    FlowDefinitionException(String flow, List<DefinitionError> errors) {
        super(message(flow, errors));
        this.errors = List.copyOf(errors);
    }

    private static String message(String flow, List<DefinitionError> errors) {
        String paragraphs = errors.stream().map(DefinitionError::toString).collect(Collectors.joining("\n\n"));
        return errors.size() == 1
                ? paragraphs
                : "Flow \"" + flow + "\" has " + errors.size() + " mistakes.\n\n" + paragraphs;
    }

    /** The mistakes, in the order of definition. */
    public List<DefinitionError> errors() {
        return errors;
    }
}
