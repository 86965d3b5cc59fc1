package dev.reeve.testing;

import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.graph.Body;
import dev.reeve.spi.CurrentTaskRun;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A task's function, of which is seen what it is given and how it ends; or what a test puts in its place. */
final class ObservedBody implements Body {
    private final Body body;
    private final String path;
    private final Behaviour behaviour;
    private final Scene scene;
    private final Observations.@Nullable Place place;
    private final UnaryOperator<@Nullable Object> returned;

    /**
     * The world that it is called in.
     *
     * @param life that of the process
     * @param passing how an attempt takes time
     */
    record Scene(VirtualTime time, Life life, RecordWriting writing, Observations seen, Passing passing) {}

    /**
     * A function that is watched.
     *
     * @param place where it is in a flow that was made while the flow ran; null if it is in none
     * @param returned what the engine gets for what was returned
     */
    ObservedBody(
            Watched watched,
            Behaviour behaviour,
            Scene scene,
            Observations.@Nullable Place place,
            UnaryOperator<@Nullable Object> returned) {
        this.body = watched.body();
        this.path = watched.path();
        this.behaviour = behaviour;
        this.scene = scene;
        this.place = place;
        this.returned = returned;
    }

    /** The function of the task at that path. */
    record Watched(Body body, String path) {}

    @Override
    public @Nullable Object call(@Nullable Object[] inputs) throws Exception {
        scene.life().require();
        scene.writing().goOn();
        TaskRun outer = CurrentTaskRun.get();
        TaskRun heard = heard(outer);
        @Nullable Object[] given = inputs.clone();
        for (int i = 0; i < given.length; i++) {
            given[i] = given[i] instanceof TaskRun ? heard : given[i];
        }
        Call call = new Call(
                outer.idempotencyKey(),
                path,
                outer.mapIndex(),
                outer.attempt(),
                scene.life().number(),
                scene.time().now(),
                given);
        if (place == null) {
            scene.seen().add(call);
        } else {
            scene.seen().add(call, place);
        }
        CurrentTaskRun.set(heard);
        try {
            Object result = behave(call, given);
            scene.life().require();
            scene.writing().goOn();
            call.returns(result);
            return returned.apply(result);
        } catch (Signal.Succeed said) {
            call.returns(said.value());
            throw said;
        } catch (Throwable thrown) {
            call.threw(thrown);
            throw thrown;
        } finally {
            CurrentTaskRun.set(outer);
        }
    }

    private @Nullable Object behave(Call call, @Nullable Object[] given) throws Exception {
        Duration takes = behaviour.takes(call);
        if (takes != null) {
            scene.passing().take(takes);
        }
        Exception failure = behaviour.failure(call);
        if (failure != null) {
            throw failure;
        }
        Fake fake = behaviour.fake();
        return fake == null ? body.call(given) : fake.answer(call);
    }

    private TaskRun heard(TaskRun run) {
        Logger real = run.logger();
        int mapIndex = run.mapIndex();
        int attempt = run.attempt();
        return new HeardTaskRun(
                run,
                new HeardLogger(
                        real,
                        (level, message, thrown) -> scene.seen()
                                .add(new LogLine(
                                        path,
                                        mapIndex,
                                        attempt,
                                        level,
                                        message,
                                        thrown,
                                        scene.time().now()))));
    }
}
