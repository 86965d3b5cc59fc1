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

    void begin(Call call) {
        for (Call other : open) {
            if (run.order().precedes(other, call)) {
                call.early.add(other);
            }
        }
        open.add(call);
        int slots = Math.max(1, run.program.slots());
        if (open.size() > slots) {
            run.wrong(open.size() + " functions go on in " + slots + " slots: " + open);
        }
        int units = open.stream().mapToInt(one -> one.node.extras().units()).sum();
        if (units > run.program.units()) {
            run.wrong("functions that go on take " + units + " of " + run.program.units() + " units: " + open);
        }
    }

    void end(Call call) {
        open.remove(call);
    }
}
