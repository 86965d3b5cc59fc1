package dev.reeve.engine.record;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which task runs run again, as far as that is known, and what has to be looked at because of it. Each is decided once
 * and never taken back, so that all of it takes time in proportion to the graph.
 */
final class Fates {
    /** Something that was decided, whose consequences are to be found. */
    record Decided(int node, int child) {
        /** In place of a child's index: the node has children that run again, or waits. */
        static final int TOUCHED = -2;
    }

    private final boolean[] again;
    private final boolean[] touched;
    private final boolean[] waits;
    private final @Nullable String[] reasons;
    private final @Nullable BitSet[] childAgain;
    private final @Nullable BitSet[] childWaits;
    private final int[] widths;
    private final Map<Integer, Map<Integer, String>> childReasons = new HashMap<>();
    private final Deque<Decided> decided = new ArrayDeque<>();

    /** Nothing runs again; {@code widths} has the number of children each node had, -1 for none. */
    Fates(int[] widths) {
        int size = widths.length;
        this.widths = widths.clone();
        this.again = new boolean[size];
        this.touched = new boolean[size];
        this.waits = new boolean[size];
        this.reasons = new String[size];
        this.childAgain = new BitSet[size];
        this.childWaits = new BitSet[size];
    }

    @Nullable
    Decided next() {
        return decided.poll();
    }

    int width(int v) {
        return widths[v];
    }

    /** Whether all of it runs. */
    boolean again(int v) {
        return again[v];
    }

    /** Whether that child runs. */
    boolean again(int v, int child) {
        BitSet children = childAgain[v];
        return again[v] || children != null && children.get(child);
    }

    /** Whether it waits for a person, as it did. */
    boolean waits(int v, int child) {
        if (child < 0) {
            return waits[v] && !again[v];
        }
        BitSet children = childWaits[v];
        return children != null && children.get(child) && !again(v, child);
    }

    /** Whether it does not simply stay as it ended. */
    boolean touched(int v) {
        return touched[v];
    }

    /** Whether a task run stays as it ended. */
    boolean keeps(int v, int child) {
        return child < 0 ? !touched[v] : child < widths[v] && !again(v, child) && !waits(v, child);
    }

    /** Why it runs again, or waits; null if it does neither. */
    @Nullable
    String reason(int v, int child) {
        return child < 0 ? reasons[v] : childReasons.getOrDefault(v, Map.of()).get(child);
    }

    void again(int v, String reason) {
        if (!again[v]) {
            again[v] = true;
            if (!waits[v] || reasons[v] == null) {
                reasons[v] = reason;
            }
            waits[v] = false;
            touch(v, reason);
            decided.add(new Decided(v, -1));
        }
    }

    /** One child runs again; all do, if it cannot be told which. */
    void again(int v, int child, String reason) {
        if (widths[v] < 0) {
            again(v, reason);
        } else if (!again(v, child)) {
            of(childAgain, v).set(child);
            childReasons.computeIfAbsent(v, key -> new HashMap<>()).put(child, reason);
            touch(v, "");
            decided.add(new Decided(v, child));
        }
    }

    /** What follows from running it again is to be found once more. */
    void followAgain(int v) {
        decided.add(new Decided(v, -1));
    }

    void waits(int v, int child, String reason) {
        if (child < 0) {
            waits[v] = true;
            touch(v, reason);
        } else {
            of(childWaits, v).set(child);
            childReasons.computeIfAbsent(v, key -> new HashMap<>()).put(child, reason);
            touch(v, "");
            decided.add(new Decided(v, child));
        }
    }

    /** It is not over, although perhaps all its children are. */
    void touch(int v, String reason) {
        if (!touched[v]) {
            touched[v] = true;
            if (reasons[v] == null) {
                reasons[v] = reason;
            }
            decided.add(new Decided(v, Decided.TOUCHED));
        }
    }

    private BitSet of(@Nullable BitSet[] sets, int v) {
        BitSet set = sets[v];
        if (set == null) {
            set = new BitSet(widths[v]);
            sets[v] = set;
        }
        return set;
    }
}
