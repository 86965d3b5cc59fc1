package dev.reeve.server.run;

import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.GraphImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What queries say of the runs that are wanted. */
final class RunFilters {
    private static final int LONGEST_TEXT = 1_000;

    private RunFilters() {}

    /** Names of states between commas. */
    static Set<String> states(Request request) {
        Set<String> states = new LinkedHashSet<>(request.words("state"));
        for (String state : states) {
            if (!GraphImage.stateNames().contains(state)) {
                throw ProblemException.invalid(
                        "",
                        "The query's \"state\" is none: there is no state \"" + shortened(state) + "\"; take one of "
                                + String.join(", ", GraphImage.stateNames()) + ".");
            }
        }
        return states;
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }

    static String text(Request request, String name) {
        String text = request.query(name).orElse("");
        if (text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("", "The query's \"" + name + "\" is longer than " + LONGEST_TEXT + ".");
        }
        return text;
    }

    static @Nullable UUID id(Request request, String name) {
        return request.query(name)
                .map(text -> Request.idOf(text)
                        .orElseThrow(() -> ProblemException.invalid("", "The query's \"" + name + "\" is none.")))
                .orElse(null);
    }

    /** Null: any. */
    static @Nullable Integer version(Request request) {
        return request.query("version").isEmpty() ? null : (int) request.query("version", 1, 1, Integer.MAX_VALUE);
    }

    static boolean oldestFirst(Request request) {
        String sort = request.query("sort").orElse("-created");
        if (!List.of("created", "-created").contains(sort)) {
            throw ProblemException.invalid("", "The query's \"sort\" must be created or -created.");
        }
        return sort.equals("created");
    }
}
