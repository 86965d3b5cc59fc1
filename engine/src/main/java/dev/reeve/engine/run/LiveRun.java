package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run that was started in this process. */
public final class LiveRun implements ActiveRun {
    private final Loop loop;
    private final Plan plan;
    private final TaskExecutor executor;
    private final Settling<RunView> settling;
    private final RunView view;

    private LiveRun(Setup setup) {
        this.plan = setup.plan();
        this.executor = setup.executor();
        this.settling = new Settling<>(this::view);
        this.loop = new Loop(setup, settling);
        this.view = new LiveView(loop, plan);
    }

    /** Starts a run. In the caller's thread it has come to rest when this returns. */
    public static LiveRun start(Setup setup, @Nullable Duration deadline) {
        LiveRun run = new LiveRun(setup);
        run.loop.start(deadline);
        return run;
    }

    @Override
    public String id() {
        return view.id();
    }

    @Override
    public RunView view() {
        return view;
    }

    @Override
    public RunView await() throws InterruptedException {
        loop.crew().requireOutsider(loop.facts());
        return settling.await();
    }

    @Override
    public CompletionStage<RunView> completion() {
        return settling.completion();
    }

    @Override
    public void cancel(String reason) {
        loop.cancel(reason);
        workOn();
    }

    @Override
    public void resume(String task, String by) {
        GraphNode node = plan.graph()
                .node(task)
                .orElseThrow(() -> new NoSuchElementException(
                        "flow \"" + plan.graph().name() + "\" has no task \"" + task + "\""));
        loop.resume(node.index(), by);
        workOn();
    }

    /** A run in the caller's thread goes on in the thread of whoever let it. */
    private void workOn() {
        if (executor.inCallersThread()) {
            loop.workInCaller();
        }
    }
}
