package dev.reeve.engine.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds any of many words in a text in one pass, with an automaton as of Aho and Corasick (1975): its states are the
 * beginnings of words, and a state that a character leads nowhere from falls back to the longest of its ends that is
 * the beginning of a word. Line ends of the text are passed over. Immutable.
 */
final class Finder {
    private static final int ROOT = 0;

    private final Map<Long, Integer> next = new HashMap<>();
    private final BitSet firsts = new BitSet();
    /** How long the longest word is that ends with a state, in characters; 0 for none. By state, as the next. */
    private int[] ends = new int[64];

    private int[] fallback = new int[64];
    private int states = 1;

    /** Of words without line ends, none of them empty. */
    Finder(Collection<String> words) {
        words.forEach(this::add);
        link();
    }

    /** The text without line ends. */
    static String unbroken(String text) {
        return text.replace("\n", "").replace("\r", "");
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static long edge(int state, char c) {
        return (long) state << Character.SIZE | c;
    }

    private void add(String word) {
        int state = ROOT;
        for (int i = 0; i < word.length(); i++) {
            Integer known = next.get(edge(state, word.charAt(i)));
            if (known == null) {
                known = states++;
                next.put(edge(state, word.charAt(i)), known);
            }
            state = known;
        }
        if (states > ends.length) {
            ends = Arrays.copyOf(ends, states * 2);
        }
        ends[state] = word.length();
        firsts.set(word.charAt(0));
    }

    /** Finds where states fall back to, shortest first. */
    private void link() {
        ends = Arrays.copyOf(ends, states);
        fallback = new int[states];
        Map<Integer, Map<Character, Integer>> children = new HashMap<>();
        next.forEach((edge, child) -> children.computeIfAbsent((int) (edge >> Character.SIZE), none -> new HashMap<>())
                .put((char) (edge & Character.MAX_VALUE), child));
        Queue<Integer> waiting =
                new ArrayDeque<>(children.getOrDefault(ROOT, Map.of()).values());
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            children.getOrDefault(state, Map.of()).forEach((c, child) -> {
                fallback[child] = follow(fallback[state], c);
                ends[child] = Math.max(ends[child], ends[fallback[child]]);
                waiting.add(child);
            });
        }
    }

    private int follow(int from, char c) {
        int state = from;
        while (true) {
            Integer after = next.get(edge(state, c));
            if (after != null) {
                return after;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fallback[state];
        }
    }

    boolean finds(String text) {
        return search(text, null);
    }

    /** The text with something else in place of each stretch that words cover. */
    String replace(String text, String replacement) {
        BitSet covered = new BitSet();
        if (!search(text, covered)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int shownTo = 0;
        for (int from = covered.nextSetBit(0); from >= 0; from = covered.nextSetBit(shownTo)) {
            shown.append(text, shownTo, from).append(replacement);
            shownTo = covered.nextClearBit(from);
        }
        return shown.append(text, shownTo, text.length()).toString();
    }

    /** Marks what words cover; without a place to mark, stops at the first. */
    private boolean search(String text, @Nullable BitSet covered) {
        int state = ROOT;
        boolean found = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBreak(c) || state == ROOT && !firsts.get(c)) {
                continue;
            }
            state = follow(state, c);
            if (ends[state] > 0) {
                found = true;
                if (covered == null) {
                    return true;
                }
                covered.set(start(text, i, ends[state]), i + 1);
            }
        }
        return found;
    }

    /** Where a word of that length begins that ends at a place of the text. */
    private static int start(String text, int end, int length) {
        int at = end + 1;
        for (int missing = length; missing > 0; ) {
            if (!isBreak(text.charAt(--at))) {
                missing--;
            }
        }
        return at;
    }
}
