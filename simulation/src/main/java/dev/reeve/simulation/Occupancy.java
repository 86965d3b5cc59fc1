package dev.reeve.simulation;

import java.util.ArrayList;
import java.util.List;

/** The functions of a run that go on now: never more than there are slots and units, none before those it reads ended. */
final class Occupancy {
    private final SimRun run;
    private final List<Call> open = new ArrayList<>();

    Occupancy(SimRun run) {
        this.run = run;
    }

    @SuppressWarnings("ReferenceEquality") // there is one of each
    void begin(Call call) {
        for (Call other : open) {
            if (other.seen == call.seen && call.seen.precedes(other, call)) {
                call.early.add(other);
            }
        }
        open.add(call);
        int slots = Math.max(1, run.program.slots());
        if (open.size() > slots) {
            run.wrong(open.size() + " functions go on in " + slots + " slots: " + open);
        }
        List<Call> together = // limits hold within a flow run
                open.stream().filter(one -> one.seen == call.seen).toList();
        int units = together.stream().mapToInt(one -> one.node.extras().units()).sum();
        if (units > run.program.units()) {
            run.wrong("functions that go on take " + units + " of " + run.program.units() + " units: " + together);
        }
        long tagged =
                together.stream().filter(one -> one.node.extras().tagged()).count();
        if (tagged > run.program.lanes()) {
            run.wrong(tagged + " functions with a tag go on, which " + run.program.lanes() + " may: " + together);
        }
    }

    void end(Call call) {
        open.remove(call);
    }
}
