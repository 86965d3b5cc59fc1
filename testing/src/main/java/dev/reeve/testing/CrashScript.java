package dev.reeve.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says at which commit the engine of a testbed is lost, and whether the runs there came to the same all the same. Commits
 * are told by any thread, all else by that of the test.
 */
final class CrashScript {
    private final int at;
    private final List<Snapshot> expected;
    private final List<Snapshot> seen = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private int reached;
    private boolean onThreads;
    private volatile String where = "";
    private @Nullable Committed committed;

    private CrashScript(int at, List<Snapshot> expected) {
        this.at = at;
        this.expected = expected;
    }

    /** Nothing happens; the commits are counted, and it is noted what the runs come to. */
    static CrashScript counting() {
        return new CrashScript(0, List.of());
    }

    /** The engine is lost at that commit, counted from 1; the runs are to come to the same as those counted. */
    static CrashScript at(int commit, CrashScript counted) {
        return new CrashScript(commit, List.copyOf(counted.seen));
    }

    /** A commit is reached. */
    synchronized void reached(String place, Life process) {
        process.require();
        reached++;
        if (reached == at) {
            where = place;
            throw process.lose();
        }
    }

    /** Tasks run on several threads, so there may be a commit more or less than there was. */
    void onThreads() {
        onThreads = true;
    }

    /** The engine was lost; {@code found} is what was on its disk then. */
    void crashed(Committed found) {
        committed = found;
    }

    /** The runs that ended before. */
    Set<String> finished() {
        return finished;
    }

    /** A run ended, in whichever process. */
    void ended(TestRun run) {
        finished.add(run.flowRun().id());
        Snapshot snapshot = Snapshot.of(run);
        seen.add(snapshot);
        List<String> wrong = new ArrayList<>();
        if (at > 0 && seen.size() > expected.size()) {
            wrong.add("without a crash the test makes " + expected.size() + " runs, and now it makes more");
        } else if (at > 0) {
            wrong.addAll(expected.get(seen.size() - 1)
                    .differences(snapshot, run.tester().varying()));
        }
        wrong.addAll(EffectsCheck.of(run, committed));
        if (!wrong.isEmpty()) {
            throw new AssertionError("Flow \"" + snapshot.flow() + "\", "
                    + (at == 0
                            ? "not crashed at all:"
                            : "crashed at commit " + at + " (" + where
                                    + ") and resumed, is not what it is without that:")
                    + "\n  - "
                    + String.join("\n  - ", wrong)
                    + explained(run));
        }
    }

    private String explained(TestRun run) {
        StringBuilder text = new StringBuilder("\nIts calls:");
        for (Call call : run.calls()) {
            text.append("\n  process ").append(call.process()).append(": ").append(call);
        }
        if (committed != null) {
            text.append("\nCommitted before the crash: ")
                    .append(committed.succeeded().stream().sorted().toList());
        }
        return text.toString();
    }

    /** How many commits there were. */
    synchronized int count() {
        return reached;
    }

    /** Says so if the commit was never reached, although the test should do the same each time. */
    void requireReached() {
        if (at > 0 && where.isEmpty() && !onThreads) {
            throw new AssertionError("commit " + at + " was not reached: the test made only " + reached
                    + " this time. It does not do the same each time, so it cannot be crashed at each commit; look for"
                    + " what differs, such as the time of the machine, random numbers, or the order of a HashMap.");
        }
    }
}
