package dev.reeve.engine.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody meant. */
final class Nearest {
    private Nearest() {}

    /** The known word that takes the fewest changed letters, the first of several; none if that is another word. */
    static Optional<String> to(String word, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(near -> distance(word, near) <= Math.max(2, word.length() / 3));
    }

    /** How many letters have to be added, taken away or changed to make the one out of the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
