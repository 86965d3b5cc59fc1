package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tasks of a run opened, each thing by itself: it is to be closed once, and used by nobody after that. */
final class Resources {
    private static final class Opened {
        private final Call by;
        private int closed;

        private Opened(Call by) {
            this.by = by;
        }
    }

    private final SimRun run;
    private final Reached reached;
    private final IdentityHashMap<Object, Opened> opened = new IdentityHashMap<>();

    Resources(SimRun run, Reached reached) {
        this.run = run;
        this.reached = reached;
    }

    /** A function begins: it closes something, or uses what it is given. */
    void begin(Call call) {
        if (call.node.kind() == Kind.CLOSE) {
            if (run.mayBeCancelled()) {
                reached.fault("resource closed of a run that may be cancelled");
            }
            closes(call.inputs.getFirst(), call.toString());
            return;
        }
        for (Object input : call.inputs) {
            Opened thing = opened.get(input);
            if (thing != null && thing.closed > 0) {
                run.wrong(call + " uses what was closed before");
            }
        }
    }

    /** A function ended that may have opened something. */
    void end(Call call) {
        Object value = call.value;
        if (call.node.kind() == Kind.OPEN && call.ending == Call.Ending.RETURNED && value != null) {
            opened.put(value, new Opened(call));
            reached.fault("resource opened");
        }
    }

    /** Something is closed by no task of its own, as what opened it had been stopped. */
    void closedAtOnce(@Nullable Object resource) {
        reached.fault("resource closed by what was stopped");
        run.say(() -> "closes at once " + resource);
        closes(resource, "what stopped its opening");
    }

    private void closes(@Nullable Object resource, String by) {
        Opened thing = opened.get(resource);
        if (resource == null) {
            return; // one that is null is nobody's
        }
        if (thing == null) {
            run.wrong(by + " closes what was never opened: " + resource);
        } else if (++thing.closed > 1) {
            run.wrong(by + " closes what " + thing.by + " opened for the " + thing.closed + ". time");
        }
    }

    /** What nobody closed, by the calls that opened it. */
    List<Call> left() {
        List<Call> left = new ArrayList<>();
        for (Opened thing : opened.values()) {
            if (thing.closed == 0) {
                left.add(thing.by);
            }
        }
        left.sort(Comparator.comparingLong(call -> call.began));
        return left;
    }
}
