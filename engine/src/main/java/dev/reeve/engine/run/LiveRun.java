package dev.reeve.engine.run;

import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run that was started in this process. */
public final class LiveRun implements ActiveRun {
    private final Loop loop;
    private final Plan plan;
    private final TaskExecutor executor;

    private LiveRun(Setup setup, Host.@Nullable Parent parent) {
        this.plan = setup.plan();
        this.executor = setup.executor();
        this.loop = new Loop(setup, parent);
    }

    /** Starts a run. In the caller's thread it has come to rest when this returns. */
    public static LiveRun start(Setup setup, @Nullable Duration deadline) {
        LiveRun run = new LiveRun(setup, null);
        run.loop.start(deadline);
        return run;
    }

    /** Starts a run that a task of another one is; {@code begun} is given it before its first task begins. */
    public static void start(Setup setup, Host.Parent parent, Consumer<LiveRun> begun) {
        LiveRun run = new LiveRun(setup, parent);
        begun.accept(run);
        run.loop.start(null);
    }

    @Override
    public String id() {
        return loop.facts().runId();
    }

    /** Whether this thread works for it in place of its caller. */
    boolean isStoodIn() {
        return loop.caller().isStoodIn();
    }

    /** What its value was made with beyond its parameters; once it has ended. */
    String made() {
        return loop.ask(run -> run.absences.ofResult());
    }

    /** Since when it waits for people, or did what comes before; null unless that is how it is resumed. */
    @Nullable
    Instant waitsSince() {
        return loop.restored().waitsSince();
    }

    @Override
    public RunView view() {
        return loop.view();
    }

    @Override
    public RunView await() throws InterruptedException {
        loop.crew().requireOutsider(loop.facts());
        listen();
        return loop.settling().await();
    }

    /** A run that rests hears what was told before, by the caller or a clock: that may let it go on. */
    private void listen() {
        if (loop.settling().isSettled() && !loop.isOver()) {
            loop.ask(told -> true);
        }
    }

    @Override
    public CompletionStage<RunView> completion() {
        listen();
        return loop.settling().completion();
    }

    @Override
    public void cancel(String reason) {
        cancel(reason, loop.facts().host().grace());
    }

    @Override
    public void cancel(String reason, Duration grace) {
        loop.steering().cancel(reason, grace);
        workOn();
    }

    @Override
    public void resume(String task, String by) {
        answer(task, new Answer(null, by));
    }

    @Override
    public void answer(String task, @Nullable Object value, String by) {
        answer(task, new Answer(value, by));
    }

    private void answer(String path, Answer answer) {
        int slash = path.indexOf('/');
        Place place = Place.of(plan.graph(), slash < 0 ? path : path.substring(0, slash));
        if (slash < 0) {
            loop.steering().answer(place.node().index(), place.child(), place.checked(answer));
        } else {
            inside(place).answer(path.substring(slash + 1), answer);
        }
        workOn();
    }

    private LiveRun inside(Place place) {
        LiveRun run = loop.<@Nullable LiveRun>ask(
                asked -> asked.descents.latest(place.node().index(), place.child()));
        if (run == null) {
            throw new NoSuchElementException("task \"" + place.label() + "\" of flow \""
                    + plan.graph().name() + "\" has no flow run of its own");
        }
        return run;
    }

    private void workOn() {
        if (executor.inCallersThread()) {
            listen(); // what it was just told may wait for who has its role
            loop.caller().workOn();
        }
    }
}
