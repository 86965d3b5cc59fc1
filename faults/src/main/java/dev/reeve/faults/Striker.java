package dev.reeve.faults;

import dev.reeve.faults.FaultPlan.Strike;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Carries out a plan of faults, and mends each after a while. Used by one thread, with one more for each fault. */
final class Striker implements Runnable {
    /** How often somebody is looked for whom a fault may befall, every tenth of a second. */
    private static final int PATIENCE = 50;

    private final Stage stage;
    private final FaultPlan plan;
    private final FaultOptions options;
    private final IntSupplier ended;
    private final Consumer<String> progress;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final List<Thread> mending = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int missed;

    private interface Mending {
        void mend() throws IOException, InterruptedException;
    }

    /** {@code ended}: how many runs have. */
    Striker(Stage stage, FaultPlan plan, FaultOptions options, IntSupplier ended, Consumer<String> progress) {
        this.stage = stage;
        this.plan = plan;
        this.options = options;
        this.ended = ended;
        this.progress = progress;
    }

    @Override
    public void run() {
        try {
            for (Strike strike : plan.strikes()) {
                while (ended.getAsInt() < strike.after()) {
                    Thread.sleep(10);
                }
                Thread.sleep(strike.millis());
                strike(strike);
            }
        } catch (IOException | RuntimeException e) {
            problem("faults ended too early: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void strike(Strike strike) throws IOException, InterruptedException {
        boolean hit = false;
        for (int tries = 0; tries < PATIENCE && !hit; tries++) {
            if (tries > 0) {
                Thread.sleep(100);
            }
            hit = befalls(strike);
        }
        if (hit) {
            struck.merge(strike.fault(), 1, Integer::sum);
        } else {
            missed++;
        }
        progress.accept(strike + (hit ? "" : " (there was nobody)"));
    }

    private boolean befalls(Strike strike) throws IOException, InterruptedException {
        Member agent = picked(stage.agents(), strike.pick(), strike.fault().needsRunners());
        Member server = picked(stage.servers(), strike.pick(), false);
        return switch (strike.fault()) {
            case KILL_SERVER -> kill(server, strike);
            case STOP_SERVER -> stop(pids(server, true, false), 0.2, 2, strike);
            case KILL_AGENT -> kill(agent, strike);
            case STOP_AGENT -> stop(pids(agent, true, false), 1.2, 1, strike);
            case KILL_RUNNER -> killRunner(agent, strike);
            case STOP_RUNNER -> stop(pids(agent, false, true), 1.2, 1, strike);
            case STOP_BOTH -> stop(pids(agent, true, true), 1.2, 1, strike);
            case KILL_BOTH -> killBoth(agent, strike);
            case ORPHAN -> orphan(agent, strike);
            case KILL_DATABASE -> killDatabase();
        };
    }

    /** One that lives, and has runners if it has to. */
    private static Member picked(List<Member> members, int pick, boolean withRunners) {
        for (int i = 0; i < members.size(); i++) {
            Member each = members.get((pick + i) % members.size());
            if (withRunners ? !each.children().isEmpty() : each.process() != null) {
                return each;
            }
        }
        return members.get(pick % members.size());
    }

    private static List<Long> pids(Member member, boolean itself, boolean children) {
        List<Long> found = new ArrayList<>();
        Process process = member.process();
        if (process != null) {
            if (itself) {
                found.add(process.pid());
            }
            if (children) {
                member.children().forEach(child -> found.add(child.pid()));
            }
        }
        return found;
    }

    private boolean kill(Member member, Strike strike) throws InterruptedException {
        if (member.process() == null) {
            return false;
        }
        member.kill();
        startAgain(member, strike);
        return true;
    }

    private void startAgain(Member member, Strike strike) {
        mend((long) (strike.part() * 2_000), member::start);
    }

    private boolean killRunner(Member agent, Strike strike) throws IOException, InterruptedException {
        List<Long> runners = pids(agent, false, true);
        if (runners.isEmpty()) {
            return false;
        }
        Signals.kill(List.of(runners.get(strike.pick() / 64 % runners.size())));
        return true;
    }

    private boolean killBoth(Member agent, Strike strike) throws IOException, InterruptedException {
        List<Long> runners = pids(agent, false, true);
        boolean hit = kill(agent, strike);
        Signals.kill(runners);
        return hit;
    }

    private boolean orphan(Member agent, Strike strike) throws IOException, InterruptedException {
        List<Long> runners = pids(agent, false, true);
        if (runners.isEmpty()) {
            return false;
        }
        Signals.stop(runners);
        kill(agent, strike);
        mend(lease(1.2, 1, strike), () -> Signals.goOn(runners));
        return true;
    }

    private boolean killDatabase() throws IOException, InterruptedException {
        long pid = stage.database();
        Signals.kill(List.of(pid)); // the harness's own Postgres starts it again
        return true;
    }

    private boolean stop(List<Long> processes, double least, double more, Strike strike)
            throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return false;
        }
        Signals.stop(processes);
        mend(lease(least, more, strike), () -> Signals.goOn(processes));
        return true;
    }

    private long lease(double least, double more, Strike strike) {
        return (long) (options.lease().toMillis() * (least + more * strike.part()));
    }

    private void mend(long millis, Mending how) {
        mending.add(Thread.ofVirtual().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
                how.mend();
            } catch (IOException e) {
                problem("a fault could not be mended: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void problem(String what) {
        synchronized (problems) {
            problems.add(what);
        }
    }

    /** Waits until all is mended. After the end. */
    void awaitMended() throws InterruptedException {
        for (Thread each : mending) {
            each.join();
        }
    }

    Map<Fault, Integer> struck() {
        return struck;
    }

    int missed() {
        return missed;
    }

    List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }
}
