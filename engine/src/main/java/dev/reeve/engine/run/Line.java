package dev.reeve.engine.run;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongPredicate;

/** The task runs of one run that wait at one gate. Guarded by its {@link Account}. */
final class Line {
    /** Higher priority first, then the run that was served longest ago, then as the run itself orders them. */
    static final Comparator<Line> ORDER = Comparator.comparingInt((Line line) -> -line.priority)
            .thenComparingLong(line -> line.ticket)
            .thenComparingLong(line -> line.head);

    final Limits run;
    final Gate gate;
    private final Queue<Long> parked = new PriorityQueue<>();
    /** Those that were told to ask again and have not yet. */
    private final Set<Long> called = new HashSet<>();

    /** How many may begin that have not yet. */
    private int promised;
    /** How many are to be told so. */
    private int calls;

    /** Its place in the gate's queue: these change only while it is not in there. */
    private int priority;

    private long ticket;
    private long head;

    Line(Limits run, Gate gate) {
        this.run = run;
        this.gate = gate;
    }

    /** Whether nothing waits here. */
    boolean isEmpty() {
        return parked.isEmpty();
    }

    void park(long entry) {
        parked.add(entry);
        if (parked.size() == calls + 1 || entry < head) {
            place();
        }
    }

    /** Puts it where it belongs in the gate's queue, or takes it out of there if none waits that nothing was promised to. */
    void place() {
        gate.waiting().remove(this);
        Long first = parked.peek();
        if (first != null && waits()) {
            head = first;
            priority = run.priority(first);
            ticket = run.ticket;
            gate.waiting().add(this);
        }
    }

    /** The next one may begin. */
    void promise() {
        gate.promise();
        promised++;
        calls++;
        place();
    }

    /** Nothing is set aside for the last so many after all, but they are told to ask. */
    void breakPromises(int number) {
        promised -= number;
        for (int i = 0; i < number; i++) {
            gate.refund();
        }
    }

    /** Whether one waits that nothing was promised to. */
    boolean waits() {
        return parked.size() > calls;
    }

    /** The most urgent one, if one is to be told to ask again; {@link ReadyQueue#NONE} if not. */
    long call() {
        Long entry = calls > 0 ? parked.poll() : null;
        if (entry == null) {
            return ReadyQueue.NONE;
        }
        calls--;
        called.add(entry);
        place();
        return entry;
    }

    /** One asks. Whether it may begin for what was promised; that need not be the one which was called. */
    boolean redeems(long entry) {
        called.remove(entry);
        if (promised == 0) {
            return false;
        }
        promised--;
        return true;
    }

    /** Forgets those, which are not going to ask; gives back what was promised to them and nobody else. */
    boolean forget(LongPredicate dead) {
        parked.removeIf(dead::test);
        called.removeIf(dead::test);
        calls = Math.min(calls, parked.size());
        boolean surplus = promised > called.size() + calls;
        while (promised > called.size() + calls) {
            promised--;
            gate.refund();
        }
        place();
        return surplus;
    }

    /** Forgets that one, which was told to ask again and is not going to. */
    boolean forgetCalled(long entry) {
        return called.remove(entry) && forget(none -> false);
    }
}
