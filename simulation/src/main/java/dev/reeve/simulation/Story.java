package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.testing.disk.DiskFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a world is about: a flow, programs that run it one after the other or two at once, and what happens to them.
 *
 * @param generations programs that run at the same time, in the order in which they do
 * @param rot whether bits of stored results change between generations
 * @param loses whether a stored result is deleted between generations
 */
record Story(DrawnFlow flow, List<List<Program>> generations, DiskFaults disk, boolean rot, boolean loses) {
    /** How a program ends. */
    enum Ending {
        BY_ITSELF,
        KILLED,
        POWER_CUT
    }

    /**
     * A program that runs the flow once. Steps are counted from the start of its generation, times in milliseconds;
     * -1: never.
     *
     * @param slots 0: in the caller's thread
     * @param flavour constants differ between flavours, so results of one are of no use to another
     * @param slow how many of 64 attempts take much longer than they should
     * @param deaf how many of 64 attempts do not listen to interrupts
     * @param asks whether a person is asked about tasks that wait for one; else they may run at once
     * @param recorded whether a record of the run is kept
     * @param lanes how many functions with the tag may go on at once
     * @param from which of the task runs seen last is asked to run again where it goes on with a recorded run; -1: what
     *     did not end well runs
     * @param resumes whether it goes on with the recorded run of the generation before, if there is one
     */
    record Program(
            int slots,
            int flavour,
            Ending ending,
            int endsAt,
            int cancelAt,
            int deadline,
            int grace,
            int jumpAt,
            int slow,
            int deaf,
            int units,
            int lanes,
            int from,
            boolean asks,
            boolean recorded,
            boolean resumes) {
        /** Whether the power fails the moment somebody is told of its end, rather than at a step. */
        boolean endsWhenTold() {
            return ending == Ending.POWER_CUT && endsAt % 4 == 0;
        }

        /** Whether it ends soon after it took the record of the run that it goes on with, if it does. */
        boolean endsWhenTaken() {
            return ending != Ending.BY_ITSELF && endsAt % 3 == 0;
        }
    }

    static Story of(SplittableRandom random) {
        DrawnFlow flow = DrawnFlow.of(1 + random.nextInt(1 + random.nextInt(14)), random.nextLong());
        if (random.nextInt(4) > 0) {
            flow = flow.withExtras(random.nextLong());
        }
        boolean calm = random.nextInt(4) == 0;
        List<List<Program>> generations = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            List<Program> programs = new ArrayList<>();
            Ending ending = calm || random.nextBoolean()
                    ? Ending.BY_ITSELF
                    : random.nextBoolean() ? Ending.KILLED : Ending.POWER_CUT;
            int endsAt = steps(random);
            if (i > 0 && endsAt % 2 == 0) { // while it begins to go on with what was recorded
                endsAt = 1 + endsAt % 120;
            }
            for (int both = random.nextInt(4) == 0 ? 2 : 1; both > 0; both--) {
                programs.add(program(random, calm, ending, endsAt));
            }
            generations.add(List.copyOf(programs));
        }
        DiskFaults disk = calm
                ? DiskFaults.NONE
                : new DiskFaults(
                        random.nextInt(3) == 0 ? 1 + random.nextInt(60) : 0,
                        random.nextInt(6) == 0 ? 1 + random.nextInt(200) : 0);
        boolean rot = !calm && random.nextInt(6) == 0;
        return new Story(flow, List.copyOf(generations), disk, rot, !calm && random.nextInt(4) == 0);
    }

    private static Program program(SplittableRandom random, boolean calm, Ending ending, int endsAt) {
        int[] few = {0, 0, 4, 24};
        return new Program(
                random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(4),
                random.nextInt(4) == 0 ? 1 : 0,
                ending,
                ending == Ending.BY_ITSELF ? -1 : endsAt,
                !calm && random.nextInt(3) == 0 ? steps(random) : -1,
                !calm && random.nextInt(8) == 0 ? 1 + random.nextInt(60) : -1,
                random.nextInt(40),
                !calm && random.nextInt(8) == 0 ? steps(random) : -1,
                calm ? 0 : few[random.nextInt(4)],
                calm ? 0 : few[random.nextInt(4)],
                2 + random.nextInt(2),
                1 + random.nextInt(2),
                !calm && random.nextInt(4) == 0 ? random.nextInt(1000) : -1,
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(3) > 0);
    }

    /** Early ones are as likely as late ones. */
    private static int steps(SplittableRandom random) {
        return 1 + random.nextInt(1 << 1 + random.nextInt(10));
    }

    /** What can interfere with a run beside its own tasks; empty if nothing does. */
    boolean calm() {
        return generations.stream()
                        .flatMap(List::stream)
                        .allMatch(p -> p.ending() == Ending.BY_ITSELF
                                && p.cancelAt() < 0
                                && p.deadline() < 0
                                && p.slow() == 0
                                && p.deaf() == 0
                                && p.jumpAt() < 0)
                && disk.equals(DiskFaults.NONE)
                && !rot
                && !loses;
    }
}
