package dev.reeve.engine.text;

import java.util.Arrays;
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

    /** How many letters have to be put in, taken out, changed, or swapped with the next. */
    private static int letters(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= from.length(); i++) {
            int[] next = new int[to.length() + 1];
            next[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                next[j] = Math.min(row[j - 1] + (same ? 0 : 1), Math.min(row[j], next[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = row;
            row = next;
        }
        return row[to.length()];
    }
}
