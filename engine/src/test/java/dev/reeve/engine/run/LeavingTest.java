package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.Time;
import dev.reeve.state.Tries;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An attempt that is a flow run leaves its worker to other work; what happens to it meanwhile decides how. */
final class LeavingTest {
    private static final Time TIME = new SettableTime(Instant.EPOCH);
    private static final FlowGraph GRAPH =
            Flow.define("leaves", f -> f.action(() -> {}).named("task")).graph();

    /** Answers with nothing, but for what is asked of every run. */
    private static <T> T idle(Class<T> type) {
        InvocationHandler nothing = (proxy, method, arguments) -> {
            if (method.getReturnType() == Machine.class) {
                return Machine.THIS;
            }
            return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, nothing));
    }

    private static Attempt attempt() {
        Plan plan = new Plans().of(GRAPH, false);
        RunFacts facts =
                new RunFacts("leaves", "run", "run", Map.of(), new Object[0], null, TIME, idle(Host.class), TIME.now());
        Loop loop = new Loop(
                new Setup(
                        plan,
                        facts,
                        idle(Shelf.class),
                        TaskExecutors.threads(1),
                        List.of(),
                        Share.of(RunLimits.NONE, TIME, false),
                        Set.of(),
                        Journal.NONE,
                        Restored.NOTHING),
                null);
        Sources sources = new Sources(facts, new Object[0], null, -1, null, null, "", null, false);
        return new Attempt(loop, plan.node(0), -1, Tries.FIRST, sources, null, 0);
    }

    /** Does it on a thread of its own; whether that came to its end, and whether it was left with an interrupt. */
    private static boolean[] onAThread(Runnable work) throws InterruptedException {
        boolean[] ended = new boolean[2];
        Thread worker = Thread.ofPlatform().daemon().start(() -> {
            work.run();
            ended[0] = true;
            ended[1] = Thread.currentThread().isInterrupted();
        });
        worker.join(Duration.ofSeconds(60));
        return ended;
    }

    @Test
    void oneThatEndedMeanwhileWaitsForNoInterrupt() throws InterruptedException {
        Attempt attempt = attempt();

        boolean[] ended = onAThread(() -> {
            attempt.execute(); // its flow run ended, on another thread, before its worker came to leave it
            attempt.leave();
        });

        assertThat(attempt.took()).isTrue();
        assertThat(ended).as("ended, interrupted").containsExactly(true, false);
    }

    @Test
    void oneThatWasStoppedMeanwhileTakesTheInterruptThatWasMeantForIt() throws InterruptedException {
        Attempt attempt = attempt();

        boolean[] ended = onAThread(() -> {
            attempt.begins(Thread.currentThread());
            attempt.stop();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            attempt.leave();
        });

        assertThat(ended).as("ended, interrupted").containsExactly(true, false);
    }

    @Test
    void whoeverStopsOneThatLeftInterruptsNobody() throws InterruptedException {
        Attempt attempt = attempt();

        boolean[] ended = onAThread(() -> {
            attempt.begins(Thread.currentThread());
            attempt.leave();
            attempt.stop();
        });

        assertThat(attempt.stopping()).isTrue();
        assertThat(ended).as("ended, interrupted").containsExactly(true, false);
    }
}
