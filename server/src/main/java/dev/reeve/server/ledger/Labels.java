package dev.reeve.server.ledger;

import java.util.List;
import java.util.regex.Pattern;

/** What agents and runs are matched by: a run goes to an agent that has all labels of it. */
final class Labels {
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,100}");

    private Labels() {}

    /**
     * Sorted, each once.
     *
     * @throws IllegalArgumentException if one is empty, longer than 100 characters or has control characters
     */
    static List<String> checked(List<String> labels) {
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException(
                        "\"" + Texts.clean(label) + "\" is no label; use 1 to 100 characters on one line");
            }
        }
        return labels.stream().distinct().sorted().toList();
    }
}
