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
        List<Call> together = // limits hold within a flow run
                open.stream().filter(one -> one.seen == call.seen).toList();
        // who answers a flow run inside of another, in the caller's thread, works on for it beside that thread
        List<Call> sharing = run.program.slots() == 0 ? together : open;
        int slots = Math.max(1, run.program.slots());
        if (sharing.size() > slots) {
            run.wrong(sharing.size() + " functions go on in " + slots + " slots: " + sharing);
        }
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

    boolean isBusy() {
        return !open.isEmpty();
    }

    void end(Call call) {
        open.remove(call);
    }
}
