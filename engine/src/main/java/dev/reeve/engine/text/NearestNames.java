package dev.reeve.engine.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which known names somebody may have meant by one that is not known. */
public final class NearestNames {
    private static final int MOST = 3;
    private static final int LONGEST = 200; // the work grows with the square; nobody mistypes a longer name

    private NearestNames() {}

    /** Up to three of {@code known}, nearest first: few letters apart, or one contains the other. */
    public static List<String> of(String unknown, Collection<String> known) {
        String wanted = plain(unknown);
        if (wanted.isEmpty()) {
            return List.of();
        }
        int farthest = Math.max(1, Math.min(3, wanted.length() / 3));
        Map<String, Integer> near = new HashMap<>();
        for (String name : known) {
            int distance = distance(wanted, plain(name));
            if (distance <= farthest) {
                near.put(name, distance);
            }
        }
        return near.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A question to put behind a sentence: {@code  Did you mean "a" or "b"?} Empty if nothing is near. */
    public static String question(String unknown, Collection<String> known) {
        List<String> near = of(unknown, known);
        return near.isEmpty() ? "" : " Did you mean \"" + String.join("\" or \"", near) + "\"?";
    }

    private static String plain(String name) {
        String some = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return some.toLowerCase(Locale.ROOT).replaceAll("[-_. ]+", "");
    }

    private static int distance(String wanted, String name) {
        boolean within =
                Math.min(wanted.length(), name.length()) > 3 && (name.contains(wanted) || wanted.contains(name));
        return within && !wanted.equals(name) ? 1 : letters(wanted, name);
    }

    /** How many letters have to be put in, taken out or changed. */
    private static int letters(String from, String to) {
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
