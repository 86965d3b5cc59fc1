package dev.reeve.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A test that is done again and again, each time with the engine lost at another commit, its disk cut back to what was
 * forced, and the run resumed: {@code new CrashSeries(seed).run(testbed -> ..)}. {@code @FlowTest(crashAt =
 * EVERY_COMMIT)} does the same with a test each. Used by one thread.
 */
public final class CrashSeries {
    /** How many commits are tried at most; of more, a sample that the seed draws. */
    public static final int MOST = 200;

    private final Instant beginning;
    private final long seed;
    private final CrashScript counted = CrashScript.counting();

    /** One whose chance, such as what a power cut leaves of what was not forced, comes from that seed. */
    public CrashSeries(long seed) {
        this(Testbed.BEGINNING, seed);
    }

    /** One whose testbeds begin at that time. */
    public CrashSeries(Instant beginning, long seed) {
        this.beginning = beginning;
        this.seed = seed;
    }

    /** A test with a testbed. */
    @FunctionalInterface
    public interface Trial {
        /** Does it; throws if it fails. */
        void in(Testbed testbed) throws Exception;
    }

    /** A testbed without a crash, in which commits are counted. To be used before any other, once. */
    public Testbed counting() {
        return Testbed.crashing(counted, beginning, seed);
    }

    /** A testbed whose engine is lost at that commit; its runs throw if they do not come to the same all the same. */
    public Testbed at(int commit) {
        return Testbed.crashing(CrashScript.at(commit, counted), beginning, seed);
    }

    /** Does the test without a crash, and counts its commits. */
    public void count(Trial trial) throws Exception {
        trial.in(counting());
    }

    /** How many commits were counted. */
    public int commits() {
        return counted.count();
    }

    /** The commits to crash at, counted from 1, in order: all, or a sample of {@link #MOST}. */
    public List<Integer> points() {
        if (commits() <= MOST) {
            List<Integer> all = new ArrayList<>();
            for (int i = 1; i <= commits(); i++) {
                all.add(i);
            }
            return List.copyOf(all);
        }
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Integer> drawn = new TreeSet<>();
        while (drawn.size() < MOST) {
            drawn.add(1 + random.nextInt(commits()));
        }
        return List.copyOf(drawn);
    }

    /**
     * Does the test with a crash at that commit.
     *
     * @throws AssertionError if a run does not come to the same as without the crash, or its tasks were called otherwise
     *     than they declare
     */
    public void crash(int commit, Trial trial) throws Exception {
        Testbed testbed = at(commit);
        trial.in(testbed);
        testbed.requireCrashed();
    }

    /** Does the test without a crash, and then with one at each of the {@link #points}; tells {@code progress} before each. */
    public void run(Trial trial, Consumer<Integer> progress) throws Exception {
        count(trial);
        for (int point : points()) {
            progress.accept(point);
            crash(point, trial);
        }
    }

    /** The seed. */
    public long seed() {
        return seed;
    }
}
