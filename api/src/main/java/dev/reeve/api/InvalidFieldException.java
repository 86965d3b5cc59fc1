package dev.reeve.api;

import java.io.Serial;

/** A record was made with a component missing that must be there, or with one that cannot be. Names the component. */
public final class InvalidFieldException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * Of that component.
     *
     * @param problem what is wrong with it, as a clause without a subject: {@code is missing}
     */
    public InvalidFieldException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** The component's name. */
    public String field() {
        return field;
    }
}
