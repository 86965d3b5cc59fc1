package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Rate;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run and all runs that are part of it share: units, how many with a tag go on, how often they begin, and who
 * waits for that. What becomes free is set aside at once for the one whose turn it is, so nobody else takes it
 * meanwhile. Thread-safe; each run calls it while its role is held.
 */
final class Account {
    private final RunLimits limits;
    private final Time time;
    private final boolean oneThread;
    private final Map<List<Object>, Gate.Units> units = new HashMap<>();
    private final Map<String, Window> rates = new HashMap<>();
    /** Windows of tasks with a rate of their own: runs of the same graph share them, and graphs may come and go. */
    private final Map<FlowGraph, Map<Integer, Window>> own = new WeakHashMap<>();

    private final Map<List<Object>, Gate> gates = new HashMap<>();
    /** Gates where somebody may wait. */
    private final Set<Gate> busy = new LinkedHashSet<>();

    private long tickets;
    /** When the alarm rings that was set; the end of time for none. */
    private long alarm = Long.MAX_VALUE;

    private Time.Alarm ringing = () -> {};
    /** Runs that a thread is about to tell that their turn has come. */
    private final Map<Thread, Queue<Limits>> posts = new ConcurrentHashMap<>();

    Account(RunLimits limits, Time time, boolean oneThread) {
        this.oneThread = oneThread;
        this.limits = limits;
        this.time = time;
    }

    RunLimits limits() {
        return limits;
    }

    // ---- what there is

    /** The units of that name at that level, which are made if they are new. */
    synchronized Gate.Units units(List<Object> key, String words, int number) {
        return units.computeIfAbsent(key, none -> new Gate.Units(words, number));
    }

    synchronized Window window(String tag, Rate rate) {
        return rates.computeIfAbsent(tag, none -> new Window(rate, "the rate limit of tag " + tag));
    }

    synchronized Window window(FlowGraph graph, GraphNode node, Rate rate) {
        return own.computeIfAbsent(graph, none -> new HashMap<>())
                .computeIfAbsent(node.index(), none -> new Window(rate, "its rate limit"));
    }

    /** The line in which task runs of that run wait that need that; a run asks for it once. */
    synchronized Line line(Limits run, List<Gate.Need> needs, List<Window> windows) {
        List<Object> key = new ArrayList<>(needs);
        key.addAll(windows);
        Gate gate = gates.computeIfAbsent(key, none -> new Gate(key, needs, windows));
        gate.runs++;
        return new Line(run, gate);
    }

    // ---- taking and giving back

    /** Takes what a task run needs to begin and gives null; if something is missing, it waits and this says for what. */
    @Nullable
    String take(Line line, long entry, long now) {
        String missing;
        synchronized (this) {
            missing = line.redeems(entry) ? null : line.gate.take(now);
            if (missing != null) {
                wait(line, entry);
            }
            wakeInTime(now);
        }
        return missing;
    }

    private void wait(Line line, long entry) {
        if (!line.run.waits()) { // a new turn, behind all that wait already
            line.run.ticket = ++tickets;
        }
        line.park(entry);
        busy.add(line.gate);
    }

    /** Gives those parts back that an attempt had. */
    void giveBack(Line line, int parts, long now) {
        Set<Limits> served;
        synchronized (this) {
            line.gate.giveBack(parts);
            served = serve(now);
        }
        tell(served, line.run);
    }

    /** One for which all was taken begins now. */
    synchronized void begun(Line line, long now) {
        line.gate.begun(now);
        wakeInTime(now);
    }

    /** One for which all was taken will never begin. */
    void cancelled(Line line, long now) {
        Set<Limits> served;
        synchronized (this) {
            line.gate.refund();
            served = serve(now);
        }
        tell(served, line.run);
    }

    synchronized void takeAgain(Line line, int parts) {
        line.gate.takeAgain(parts);
    }

    /** The next of that line to be told to ask again; {@link ReadyQueue#NONE} if none is. */
    synchronized long call(Line line) {
        return line.call();
    }

    synchronized boolean waits(Limits run) {
        return run.waits();
    }

    /** That one will not ask, although its turn came. */
    void forget(Line line, long entry, long now) {
        Set<Limits> served;
        synchronized (this) {
            served = line.forgetCalled(entry) ? serve(now) : Set.of();
        }
        tell(served, line.run);
    }

    /** Those of that run will not ask any more; it leaves the account if it has ended. */
    void forget(Limits run, LongPredicate dead, boolean ended, long now) {
        Set<Limits> served;
        synchronized (this) {
            boolean any = false;
            for (Line line : run.lines()) {
                any |= line.forget(dead);
                if (ended && --line.gate.runs == 0) {
                    gates.remove(line.gate.key);
                    busy.remove(line.gate);
                }
            }
            served = any ? serve(now) : Set.of();
            wakeInTime(now);
        }
        tell(served, run);
    }

    // ---- whose turn it is

    /** Sets aside what is free for those whose turn it is; gives the runs that they are of. */
    private Set<Limits> serve(long now) {
        if (oneThread) {
            return callAll(now);
        }
        Set<Limits> served = new LinkedHashSet<>();
        for (Line best = best(now); best != null; best = best(now)) {
            best.promise();
            best.run.ticket = ++tickets; // the other runs first
            best.run.lines().forEach(Line::place);
            served.add(best.run);
        }
        wakeInTime(now);
        return served;
    }

    /**
     * Only the innermost run has the thread, and the others cannot begin before it ended: if anything were set aside for
     * them, it would wait for that and they for it. So all are told who could begin, and the first to ask does.
     */
    private Set<Limits> callAll(long now) {
        Set<Limits> called = new LinkedHashSet<>();
        busy.removeIf(gate -> gate.waiting().isEmpty());
        for (Gate gate : busy) {
            for (Line line : List.copyOf(gate.waiting())) {
                int calls = 0;
                while (line.waits() && gate.isOpen(now)) {
                    line.promise();
                    calls++;
                }
                line.breakPromises(calls);
                if (calls > 0) {
                    called.add(line.run);
                }
            }
        }
        wakeInTime(now);
        return called;
    }

    private @Nullable Line best(long now) {
        Line best = null;
        busy.removeIf(gate -> gate.waiting().isEmpty());
        for (Gate gate : busy) {
            Line first = gate.waiting().first();
            if ((best == null || Line.ORDER.compare(first, best) < 0) && gate.isOpen(now)) {
                best = first;
            }
        }
        return best;
    }

    /** Sets an alarm for when time alone lets one begin. */
    private void wakeInTime(long now) {
        long opens = Long.MAX_VALUE;
        for (Gate gate : busy) {
            opens = gate.hasWindows() ? Math.min(opens, gate.opens(now)) : opens;
        }
        if (opens < alarm) {
            ringing.cancel();
            alarm = opens;
            ringing = time.at(Time.instant(opens), this::rung);
        } else if (busy.isEmpty() && alarm < Long.MAX_VALUE) {
            alarm = Long.MAX_VALUE;
            ringing.cancel();
        }
    }

    private void rung() {
        long now = time.nanos(); // not with the lock: who looks at the time may let others go first
        Set<Limits> served;
        synchronized (this) {
            alarm = Long.MAX_VALUE;
            served = serve(now);
        }
        tell(served, null);
    }

    /**
     * Tells runs that their turn has come. Telling one may end in telling others: this thread does that when it has told
     * the first, and not deeper and deeper.
     */
    private void tell(Set<Limits> served, @Nullable Limits asking) {
        if (served.isEmpty()) {
            return;
        }
        Queue<Limits> post = new ArrayDeque<>();
        Queue<Limits> before = posts.putIfAbsent(Thread.currentThread(), post);
        for (Limits run : served) {
            if (run.equals(asking)) {
                run.call(); // its role is this thread's
            } else {
                (before == null ? post : before).add(run);
            }
        }
        if (before == null) {
            try {
                for (Limits run = post.poll(); run != null; run = post.poll()) {
                    run.wake();
                }
            } finally {
                posts.remove(Thread.currentThread());
            }
        }
    }
}
