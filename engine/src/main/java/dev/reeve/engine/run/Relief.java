package dev.reeve.engine.run;

import dev.reeve.engine.spill.Referenced;
import dev.reeve.engine.spill.Spill;
import dev.reeve.graph.Kind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which results leave memory when it is tight: the oldest first, and before any other task begins, so that tasks which
 * make much wait for the disk. Nothing is noted down before that happens once. Touched by the role's holder only.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
final class Relief {
    private static final int LARGEST_BATCH = 512;
    /** So many bytes are left to one worker, if that is known: others are to find some as well. */
    private static final long BYTES_IN_BATCH = 2 << 20;

    private static final int MOST_FAILURES = 1000;

    private final Run run;
    private final Spilling spilling;
    private final Backlog backlog = new Backlog();
    /** Nodes whose results nobody can write. */
    private final BitSet stay = new BitSet();

    /** What is not begun yet; the one thing here that workers touch. */
    private final Queue<Moving> chosen = new ConcurrentLinkedQueue<>();

    private int batch = 8;
    /** How many are chosen and not ended; written by the role's holder, read by workers. */
    private volatile int going;

    private int failures;
    private boolean active;
    /** Where the first look at all that was there has come to. */
    private int node;

    private int child = -1;

    Relief(Run run, Spilling spilling) {
        this.run = run;
        this.spilling = spilling;
    }

    /** A result was put down. */
    void kept(int v, int child) {
        if (active) {
            backlog.add(v, child);
        }
    }

    /** Chooses works that move results, if that is needed and there are some; a worker calls, and does them then. */
    void choose(Loop loop, Claims claims, int slots) {
        if (!spilling.memory().tight(run.now())) {
            return;
        }
        active = true;
        Spill spill = spilling.spill();
        while (going < slots && spill.wanted(run.now())) {
            Moving moving = batch(loop);
            if (moving == null) {
                return;
            }
            going++;
            claims.chosen();
            chosen.add(moving);
        }
    }

    /** Whether works like that may be needed now. For workers. */
    boolean wanted(long nanos) {
        return spilling.memory().tight(nanos);
    }

    /** Whether others are making room at this moment, which who would begin a task may wait for. For workers. */
    boolean goesOn() {
        return going > 0;
    }

    /** Whether there are some. For workers. */
    boolean hasWork() {
        return !chosen.isEmpty();
    }

    /** One of them; null if there is none. For workers. */
    @Nullable
    Moving poll() {
        return chosen.poll();
    }

    private @Nullable Moving batch(Loop loop) {
        int v = -1;
        int[] children = new int[batch];
        int filled = 0;
        for (long entry = peek(); entry != Backlog.NONE && filled < batch; entry = peek()) {
            if (isCandidate(Backlog.node(entry), Backlog.child(entry))) {
                if (v >= 0 && v != Backlog.node(entry)) {
                    break;
                }
                v = Backlog.node(entry);
                children[filled++] = Backlog.child(entry);
            }
            remove();
        }
        return filled == 0 ? null : moving(loop, v, Arrays.copyOf(children, filled));
    }

    private Moving moving(Loop loop, int v, int[] children) {
        Arrays.sort(children); // a page knows its results by ascending keys
        int[] keys = new int[children.length];
        @Nullable Object[] cells = new Object[children.length];
        for (int i = 0; i < children.length; i++) {
            keys[i] = run.slot(v, children[i]);
            cells[i] = run.values.cell(v, children[i]);
        }
        return new Moving(loop, run.graph.node(v), children, keys, cells);
    }

    /** Whether something can be moved there. */
    private boolean isCandidate(int v, int child) {
        Object cell = run.values.cell(v, child);
        if (cell instanceof Referenced referenced) {
            referenced.letGo();
            return false;
        }
        boolean data = run.graph.node(v).hasValue() && run.graph.node(v).kind() != Kind.OPEN;
        return data && !stay.get(v) && Spill.takes(cell);
    }

    /** The next that may be moved: of all that was there at the first time, then of what came since. */
    private long peek() {
        while (node < run.plan.size()) {
            Children kids = run.children[node];
            if (child < (kids == null ? 0 : kids.width)) {
                return (long) node << 32 | (child + 1);
            }
            node++;
            child = -1;
        }
        return backlog.peek();
    }

    private void remove() {
        if (node < run.plan.size()) {
            child++;
        } else {
            backlog.remove();
        }
    }

    /** Results were moved, or not. */
    void moved(Moving moving) {
        going--;
        if (moving.failed() && ++failures > MOST_FAILURES) {
            return;
        }
        int v = moving.node().index();
        boolean any = false;
        for (int i = 0; i < moving.seen(); i++) {
            Object with = moving.moved(i);
            Object before = moving.before(i);
            if (with != null && before != null) {
                run.values.replace(v, moving.child(i), before, with);
                any = true;
            }
        }
        batch = moving.size() == 0
                ? Math.min(2 * batch, LARGEST_BATCH)
                : Math.clamp(BYTES_IN_BATCH / moving.size(), 1, LARGEST_BATCH);
        if (!any && moving.seen() >= LARGEST_BATCH) {
            stay.set(v); // trying them all would cost much and gain nothing
        }
        for (int i = moving.seen(); i < moving.count(); i++) {
            backlog.add(v, moving.child(i));
        }
    }
}
