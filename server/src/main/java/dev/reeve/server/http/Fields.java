package dev.reeve.server.http;

import dev.reeve.api.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one request, checked one after the other, so that all that is wrong is said at once. */
public final class Fields {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*");

    /** As the ledger has it. */
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,100}");

    private final List<FieldError> errors = new ArrayList<>();

    /** Says that something is wrong. */
    public Fields wrong(String pointer, String message) {
        errors.add(new FieldError(pointer, message));
        return this;
    }

    /** A name of something that people make. */
    public Fields name(String pointer, String value, int most) {
        if (value.isEmpty()
                || value.length() > most
                || value.endsWith(" ")
                || !NAME.matcher(value).matches()) {
            wrong(
                    pointer,
                    "must be a name of at most " + most + " characters: a letter or digit first, then also . _ - and"
                            + " spaces.");
        }
        return this;
    }

    /** Any text; null is none. */
    public Fields text(String pointer, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            wrong(pointer, "is longer than " + most + " characters.");
        }
        return this;
    }

    /** A text that is not empty; null is none. */
    public Fields filled(String pointer, @Nullable String value, int most) {
        if (value != null && value.isBlank()) {
            wrong(pointer, "is empty.");
        }
        return text(pointer, value, most);
    }

    /** Labels, as flows, runs and agents have them. */
    public Fields labels(String pointer, List<String> labels) {
        if (labels.size() > 50) {
            wrong(pointer, "has more than 50 labels.");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!LABEL.matcher(labels.get(i)).matches()) {
                wrong(pointer + "/" + i, "must be a label: 1 to 100 characters on one line.");
            }
        }
        return this;
    }

    /** What is wrong so far. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Goes on if nothing is wrong.
     *
     * @throws ProblemException 422 with all that is
     */
    public void done() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
