package dev.reeve.cli.run;

import dev.reeve.cli.terminal.ExitCall;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.Foreground;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is said if the process ends before the run does, as when a task calls {@code System.exit}. Such a process must
 * not end like one whose run went well, whatever the code it was to end with. A watcher of the run; thread-safe.
 */
final class EarlyExit implements Consumer<StateChange>, AutoCloseable {
    private static final int MOST_NAMED = 10;
    private static final long QUIET_MILLIS = 50;
    private static final int MOST_WAITS = 10;

    private final String flow;
    private final Runnable takeDisplayAway;
    private final Thread hook = new Thread(this::processEnds, "reeve-early-exit");
    private final Set<String> running = new LinkedHashSet<>();
    private long changes;

    private EarlyExit(String flow, Runnable takeDisplayAway) {
        this.flow = flow;
        this.takeDisplayAway = takeDisplayAway;
    }

    /** Looks out for it until it is closed. */
    static EarlyExit of(String flow, Runnable takeDisplayAway) {
        EarlyExit exit = new EarlyExit(flow, takeDisplayAway);
        exit.lookOut();
        return exit;
    }

    /** Looks out for it again, after it was closed. */
    void lookOut() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void accept(StateChange change) {
        boolean runs = change.to() instanceof State.Running || change.to() instanceof State.Cancelling;
        synchronized (running) {
            changes++;
            if (runs && !change.task().isEmpty()) {
                running.add(change.taskLabel());
            } else {
                running.remove(change.taskLabel());
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook says so
        }
    }

    private void processEnds() {
        ExitCall exit = ExitCall.seen();
        if (exit.caller()
                .startsWith(Foreground.class.getName())) { // a second Ctrl-C, which ends the process on purpose
            return;
        }
        takeDisplayAway.run();
        System.err.println("reeve: the process ends before flow \"" + flow + "\" has finished" + exit.because() + ".");
        System.err.println("reeve: " + wereRunning() + " This run did not succeed. A task ends badly by throwing an"
                + " exception, and well by returning.");
        System.err.flush();
        if (!exit.bySignal()) { // then the JVM has a code of its own that tells
            System.out.flush();
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private String wereRunning() {
        List<String> names = running();
        if (names.isEmpty()) {
            return "No task was running.";
        }
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return "Still running: " + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + more + ".";
    }

    /** Watchers are told a moment after a task began, so this waits until nothing more comes, half a second at most. */
    private List<String> running() {
        synchronized (running) {
            try {
                long known = -1;
                for (int i = 0; i < MOST_WAITS && known != changes; i++) {
                    known = changes;
                    running.wait(QUIET_MILLIS);
                }
            } catch (InterruptedException e) { // nobody does; then what is known has to do
                Thread.currentThread().interrupt();
            }
            return List.copyOf(running);
        }
    }
}
