package dev.reeve.examples.covid;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which known names somebody may have meant by one that is not known. */
final class NearestNames {
    private static final int MOST = 3;

    private NearestNames() {}

    /** Up to three of {@code known}, nearest first: few letters apart, or one containing the other. */
    static List<String> of(String unknown, Collection<String> known) {
        String wanted = plain(unknown);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> near = known.stream()
                .collect(Collectors.toMap(name -> name, name -> distance(wanted, plain(name)), Math::min));
        return near.entrySet().stream()
                .filter(entry -> entry.getValue() <= Math.max(2, wanted.length() / 4))
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one of those was meant; how names are written if none is near. */
    static String question(String unknown, Collection<String> known) {
        List<String> near = of(unknown, known);
        return near.isEmpty()
                ? "Names are written as the ECDC does, such as United_States_of_America."
                : near.stream().collect(Collectors.joining("\" or \"", "Did you mean \"", "\"?"));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static int distance(String wanted, String name) {
        boolean within = wanted.length() > 3 && (name.contains(wanted) || wanted.contains(name));
        return within && !wanted.equals(name) ? 1 : letters(wanted, name);
    }

    /** How many letters have to be put in, taken out or changed. */
    private static int letters(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
