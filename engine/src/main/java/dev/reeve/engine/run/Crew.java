package dev.reeve.engine.run;

import dev.reeve.TaskRun;
import dev.reeve.spi.CurrentTaskRun;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The threads that work for a run at the moment, or tell its handlers. Thread-safe. */
final class Crew {
    private final Diagnostics diagnostics;
    private final Set<Thread> members = ConcurrentHashMap.newKeySet();

    Crew(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Those at this moment. */
    Set<Thread> threads() {
        return Set.copyOf(members);
    }

    /** This thread begins to work for the run; returns what it gives back when it leaves. */
    @Nullable
    Map<String, String> join() {
        members.add(Thread.currentThread());
        return diagnostics.enter();
    }

    void leave(@Nullable Map<String, String> before) {
        diagnostics.leave(before);
        members.remove(Thread.currentThread());
    }

    /** This thread, which is no worker, tells handlers. */
    void during(Runnable telling) {
        members.add(Thread.currentThread());
        try {
            telling.run();
        } finally {
            members.remove(Thread.currentThread());
        }
    }

    /**
     * Refuses to let one of them wait for the end of the run, which waits for them.
     *
     * @throws IllegalStateException if this thread is one
     */
    void requireOutsider(RunFacts facts) {
        if (members.contains(Thread.currentThread()) || isInside(CurrentTaskRun.ifAny(), facts.runId())) {
            throw new IllegalStateException("a task or handler of run " + facts.runId() + " of flow \"" + facts.flow()
                    + "\" waits for that run, which cannot end before the task or handler has. Wait outside of the run,"
                    + " or say with completion().thenAccept(..) what is to be done once it ended.");
        }
    }

    /** Whether that task is one of the run, or of a run that is part of it. */
    private static boolean isInside(@Nullable TaskRun task, String runId) {
        return task != null && (task.flowRunId() + ".").startsWith(runId + ".");
    }
}
