package dev.reeve.server.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskSurvey;
import dev.reeve.server.ledger.TaskTurn;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.ledger.Waiting;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.Failure;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sentence for every state of a run and of a task, and for all that a run may wait for. */
class ReasonsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final UUID ID = UUID.fromString("019ac2f4-8a8e-7c2e-9d3f-2b1f8c0a7e55");
    private static final String RUN = "Run " + ID + " of flow \"shop\" ";
    private static final TaskKey FETCH = TaskKey.of(0);
    private static final TaskKey CLEAN = TaskKey.of(1);
    private static final TaskKey LOAD = TaskKey.of(2);
    private static final Failure BROKEN = new Failure("java.io.IOException", "broken", null);

    /** Reads fetch, of which clean has a child for each element; load decides, as does an alert that nothing leads to. */
    private static final FlowStructure SHOP = new FlowStructure(List.of(
            node("fetch", Kind.TASK, false),
            node("clean", Kind.MAP, false, new FlowStructure.Upstream(0, EdgeKind.EACH)),
            node("load", Kind.TASK, true, FlowStructure.Upstream.data(1)),
            node("alert", Kind.TASK, true)));

    private static FlowStructure.Node node(
            String name, Kind kind, boolean reference, FlowStructure.Upstream... upstreams) {
        return new FlowStructure.Node(name, kind, 0, SkipRule.WHOLE_NODES, reference, List.of(upstreams), "");
    }

    /** What there is, changed step by step. */
    private static final class Setting {
        private final Map<TaskKey, TaskView> rows = new LinkedHashMap<>();
        private final Map<String, Long> children = new LinkedHashMap<>();
        private final List<AgentSession> agents = new ArrayList<>();
        private Waiting waiting = Waiting.NONE;
        private State run;
        private List<String> labels = List.of();
        private @Nullable Instant due;
        private @Nullable String agent = "worker";
        private @Nullable String cancel;
        private int epoch = 1;
        private int lastEpoch;
        private final List<TaskTurn> turns = new ArrayList<>();
        private @Nullable String again;

        Setting(State run) {
            this.run = run;
        }

        Setting task(TaskKey key, State state) {
            rows.put(key, new TaskView(key, state, 1, NOW.minusSeconds(2), NOW, null, null));
            if (key.child()) {
                children.merge(state.name(), 1L, Long::sum);
            }
            return this;
        }

        Setting queued(Instant at, String... asked) {
            due = at;
            agent = null;
            labels = List.of(asked);
            return this;
        }

        Setting agent(String name, long held, String... labels) {
            agents.add(new AgentSession(agents.size() + 1, name, List.of(labels), NOW, false));
            Map<Long, Long> all = new LinkedHashMap<>(waiting.held());
            all.put((long) agents.size(), held);
            waiting = new Waiting(waiting.ahead(), all, waiting.full());
            return this;
        }

        Setting draining(String name, String... labels) {
            agents.add(new AgentSession(agents.size() + 1, name, List.of(labels), NOW, true));
            return this;
        }

        Setting ahead(long count) {
            waiting = new Waiting(count, waiting.held(), waiting.full());
            return this;
        }

        Setting full(String label, int most, String... holders) {
            waiting =
                    new Waiting(waiting.ahead(), waiting.held(), new Waiting.FullLabel(label, most, List.of(holders)));
            return this;
        }

        Setting turn(TaskKey task, int ahead, String... holders) {
            turns.add(new TaskTurn(task, NOW, "api", holders.length, List.of(holders), ahead));
            return this;
        }

        Setting again(String reason) {
            again = reason;
            return this;
        }

        Setting cancelled(String reason) {
            cancel = reason;
            return this;
        }

        Setting epoch(int now, int last) {
            epoch = now;
            lastEpoch = last;
            return this;
        }

        Scene scene() {
            RunView view = new RunView(
                    ID,
                    1,
                    1,
                    "shop",
                    1,
                    "named",
                    run,
                    epoch,
                    9,
                    NOW,
                    NOW,
                    null,
                    "{}",
                    DataInterval.at(NOW),
                    NOW,
                    "Z",
                    labels,
                    0,
                    Cause.BY_HAND,
                    "",
                    "ann",
                    null,
                    agent,
                    due,
                    cancel,
                    null);
            Map<Integer, Map<String, Long>> counted = children.isEmpty() ? Map.of() : Map.of(1, children);
            return new Scene(view, SHOP, new TaskSurvey(rows, counted, lastEpoch), agents, waiting, turns, again, NOW);
        }

        Reasons reasons() {
            return new Reasons(scene());
        }
    }

    private static Setting running() {
        return new Setting(State.Running.FIRST);
    }

    private static Setting waiting(String... labels) {
        return new Setting(State.Pending.NOW).queued(NOW, labels);
    }

    private static Arguments run(Setting setting, String words) {
        return Arguments.of(setting, words);
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                run(
                        new Setting(State.Pending.NOW).queued(NOW.plusSeconds(60)),
                        "waits for its time, 2026-11-26T03:01:00Z."),
                run(waiting(), "waits for an agent: none is connected; start one with reeve agent start."),
                run(
                        waiting("eu", "host:here"),
                        "waits for an agent: none is connected; start one with reeve agent start -l eu on computer"
                                + " here."),
                run(
                        waiting("eu", "gpu").agent("a", 0, "eu").agent("b", 0),
                        "waits for an agent with the labels eu, gpu: agent a lacks gpu; agent b lacks eu, gpu; start one"
                                + " with reeve agent start -l eu -l gpu."),
                run(
                        waiting("eu")
                                .agent("a", 0)
                                .agent("b", 0)
                                .agent("c", 0)
                                .agent("d", 0)
                                .agent("e", 0),
                        "waits for an agent with the label eu: agent a lacks eu; agent b lacks eu; agent c lacks eu; 2"
                                + " others lack some, too; start one with reeve agent start -l eu."),
                run(
                        waiting("eu").agent("a", 8, "eu").agent("b", 1).ahead(3),
                        "waits for a free slot of an agent that has its labels: a (8 runs); before it wait 3 runs."),
                run(
                        waiting().agent("a", 1).ahead(1),
                        "waits for a free slot of an agent that has its labels: a (1 run); before it waits 1 run."),
                run(
                        waiting().agent("a", 8).ahead(Waiting.MOST),
                        "waits for a free slot of an agent that has its labels: a (8 runs); before it wait 1000 or more"
                                + " runs."),
                run(
                        waiting().agent("a", 8),
                        "waits for a free slot of an agent that has its labels: a (8 runs); it is the next."),
                run(
                        waiting("eu").agent("a", 8, "eu").draining("b", "eu").draining("c"),
                        "waits for a free slot of an agent that has its labels: a (8 runs); b is draining; it is the next."),
                run(
                        waiting("eu").agent("a", 0).draining("b", "eu"),
                        "waits for an agent: b is draining, and no other has its labels; start one with reeve agent start"
                                + " -l eu."),
                run(
                        waiting().draining("a").draining("b").full("gpu", 0),
                        "waits for an agent: a, b are draining, and no other has its labels; start one with reeve agent"
                                + " start."),
                run(
                        waiting("gpu").agent("a", 1, "gpu").full("gpu", 2, "calm-otter", "brisk-heron"),
                        "waits for the limit of label \"gpu\", 2 runs at once, held by runs calm-otter, brisk-heron,"
                                + " since 2026-11-26T03:00:00Z."),
                run(
                        waiting("gpu").agent("a", 1, "gpu").full("gpu", 0),
                        "waits for the limit of label \"gpu\", which lets none begin, since 2026-11-26T03:00:00Z."),
                run(
                        running()
                                .task(FETCH, State.Running.FIRST)
                                .task(LOAD, State.Running.FIRST)
                                .turn(LOAD, 0, "calm-otter"),
                        "goes on with agent worker; running: fetch; waiting for the limit of tag \"api\", 1 task at once,"
                                + " held by run calm-otter, since 2026-11-26T03:00:00Z: load."),
                run(new Setting(State.Pending.NOW), "is about to begin on agent worker."),
                run(new Setting(State.Queued.FIRST), "is about to begin on agent worker."),
                run(new Setting(new State.Scheduled(NOW)), "waits for its time, 2026-11-26T03:00:00Z."),
                run(
                        new Setting(new State.Paused(Tries.FIRST, "look", null))
                                .task(LOAD, new State.Paused(Tries.FIRST, "look", null)),
                        "waits for a person at load; to answer: reeve answer " + ID + " load."),
                run(new Setting(new State.Paused(Tries.FIRST, "look", null)), "waits for a person: look."),
                run(
                        running()
                                .task(FETCH, State.Success.PLAIN)
                                .task(CLEAN, new State.Mapped(3))
                                .task(LOAD, new State.Retrying(Tries.FIRST, NOW, "IOException"))
                                .task(TaskKey.of(3), State.Queued.FIRST),
                        "goes on with agent worker; running: clean; waiting for their next attempt: load; ready: alert."),
                run(
                        running().task(FETCH, State.Running.FIRST).cancelled("not wanted"),
                        "was asked to stop: not wanted. Running: fetch."),
                run(
                        new Setting(new State.Cancelling(Tries.FIRST, "not wanted")).cancelled("not wanted"),
                        "was asked to stop: not wanted."),
                run(
                        new Setting(new State.Cancelling(Tries.FIRST, "not wanted"))
                                .task(FETCH, new State.Cancelling(Tries.FIRST, "not wanted")),
                        "is being stopped: not wanted. Running: fetch."),
                run(new Setting(new State.Success("all well")), "ended Success: all well."),
                run(
                        new Setting(State.Success.PLAIN).task(FETCH, new State.Failed(BROKEN, 1)),
                        "ended Success. Not all tasks went well, but those that decide did: see reeve why " + ID
                                + " for fetch."),
                run(
                        new Setting(new State.Failed(BROKEN, 1))
                                .task(FETCH, new State.Failed(BROKEN, 3))
                                .task(CLEAN, new State.TriggerFailed("not all upstreams succeeded"))
                                .task(LOAD, new State.TriggerFailed("not all upstreams succeeded"))
                                .task(TaskKey.of(3), new State.Failed(BROKEN, 1)),
                        "ended Failed, for load did not run: not all upstreams succeeded; fetch failed in the last of 3"
                                + " attempts: IOException: broken. Also failed: alert."),
                run(new Setting(new State.Failed(BROKEN, 1)), "ended Failed: IOException: broken."),
                run(
                        new Setting(new State.Crashed("exit code 3", 1)).task(FETCH, State.Running.FIRST),
                        "was lost: exit code 3. Running then: fetch."),
                run(
                        new Setting(new State.Cancelled("not wanted")).task(LOAD, new State.Cancelled("not wanted")),
                        "ended Cancelled: not wanted. Cancelled: load."),
                run(new Setting(State.Success.PLAIN).epoch(3, 0), "ended Success. It was begun 3 times."));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runSaysWhyItIsAsItIs(Setting setting, String words) {
        assertThat(setting.reasons().ofRun()).isEqualTo(RUN + words);
    }

    static Stream<Arguments> tasks() {
        TaskKey second = new TaskKey(1, 1);
        return Stream.of(
                Arguments.of(
                        waiting(),
                        FETCH,
                        "fetch has not begun, for its run waits for an agent: none is connected;"
                                + " start one with reeve agent start."),
                Arguments.of(running().task(FETCH, State.Running.FIRST), CLEAN, "clean waits for fetch."),
                Arguments.of(running().task(FETCH, State.Success.PLAIN), CLEAN, "clean has not begun."),
                Arguments.of(
                        running().task(LOAD, State.Running.FIRST).turn(LOAD, 0, "calm-otter", "brisk-heron"),
                        LOAD,
                        "load waits for the limit of tag \"api\", 2 tasks at once, held by runs calm-otter, brisk-heron,"
                                + " since 2026-11-26T03:00:00Z; it is the next."),
                Arguments.of(
                        running().task(LOAD, State.Running.FIRST).turn(LOAD, 3, "calm-otter"),
                        LOAD,
                        "load waits for the limit of tag \"api\", 1 task at once, held by run calm-otter,"
                                + " since 2026-11-26T03:00:00Z; before it wait 3 tasks."),
                Arguments.of(
                        running()
                                .task(FETCH, State.Success.PLAIN)
                                .epoch(2, 2)
                                .again("its result is needed again, and it is not there"),
                        FETCH,
                        "fetch ended well in 2.0 s. It ran again in epoch 2: its result is needed again, and it is not"
                                + " there."),
                Arguments.of(
                        running().task(FETCH, State.Queued.FIRST), FETCH, "fetch is ready and waits for a free slot."),
                Arguments.of(
                        running().task(FETCH, new State.Queued(Tries.FIRST, "waits for tag shop-api")),
                        FETCH,
                        "fetch is ready and waits for tag shop-api."),
                Arguments.of(
                        running().task(FETCH, new State.Scheduled(NOW)),
                        FETCH,
                        "fetch waits for its time, 2026-11-26T03:00:00Z."),
                Arguments.of(
                        running().task(second, new State.Paused(Tries.FIRST, "sure?", NOW)),
                        second,
                        "clean[1] waits for a person: sure? (until 2026-11-26T03:00:00Z); to answer: reeve answer " + ID
                                + " clean[1]."),
                Arguments.of(
                        running().task(FETCH, new State.Retrying(new Tries(2, 1), NOW, "IOException: broken")),
                        FETCH,
                        "fetch waits for attempt 2 at 2026-11-26T03:00:00Z, for the one before failed: IOException:"
                                + " broken."),
                Arguments.of(
                        running().task(FETCH, new State.Running(new Tries(2, 1))),
                        FETCH,
                        "fetch runs: attempt 2 goes on."),
                Arguments.of(
                        running()
                                .task(CLEAN, new State.Mapped(3))
                                .task(new TaskKey(1, 0), State.Success.PLAIN)
                                .task(second, State.Running.FIRST),
                        CLEAN,
                        "clean runs: 1 of its 3 children ended."),
                Arguments.of(
                        running().task(FETCH, new State.Cancelling(Tries.FIRST, "not wanted")),
                        FETCH,
                        "fetch is being stopped: not wanted."),
                Arguments.of(running().task(FETCH, State.Success.PLAIN), FETCH, "fetch ended well in 2.0 s."),
                Arguments.of(
                        running().task(FETCH, new State.Success("empty")), FETCH, "fetch ended well in 2.0 s: empty."),
                Arguments.of(
                        running().task(FETCH, State.Success.PLAIN).epoch(2, 1),
                        FETCH,
                        "fetch ended well in 2.0 s. That was in epoch 1; it did not run again in epoch 2."),
                Arguments.of(
                        running().task(FETCH, new State.Cached("target fetch-2026-11-26")),
                        FETCH,
                        "fetch did not run, for a stored result was used: target fetch-2026-11-26."),
                Arguments.of(
                        running().task(FETCH, new State.Skipped("no data today")),
                        FETCH,
                        "fetch was skipped: no data today."),
                Arguments.of(
                        running().task(FETCH, new State.Failed(BROKEN, 1)),
                        FETCH,
                        "fetch failed in its only attempt: IOException: broken."),
                Arguments.of(
                        running()
                                .task(CLEAN, new State.Failed(BROKEN, 1))
                                .task(new TaskKey(1, 0), State.Success.PLAIN)
                                .task(new TaskKey(1, 2), new State.TimedOut(Duration.ofSeconds(90), 2))
                                .task(second, new State.Failed(BROKEN, 1)),
                        CLEAN,
                        "clean failed because 2 children of 3 did; the first is clean[1]: failed in its only attempt:"
                                + " IOException: broken."),
                Arguments.of(
                        running().task(FETCH, new State.TimedOut(Duration.ofSeconds(90), 2)),
                        FETCH,
                        "fetch took longer than its limit of 1 min 30 s in 2 attempts."),
                Arguments.of(
                        running()
                                .task(FETCH, new State.Cancelled("not wanted"))
                                .task(CLEAN, new State.TriggerFailed("an upstream was cancelled.")),
                        CLEAN,
                        "clean did not run: an upstream was cancelled; fetch was cancelled: not wanted."),
                Arguments.of(
                        running().task(FETCH, new State.TriggerFailed("a person said no")),
                        FETCH,
                        "fetch did not run: a person said no."),
                Arguments.of(
                        running().task(FETCH, new State.Crashed("exit code 3", 1)),
                        FETCH,
                        "fetch was lost: exit code 3."),
                Arguments.of(
                        new Setting(new State.Crashed("exit code 3", 1)).task(FETCH, State.Running.FIRST),
                        FETCH,
                        "fetch ran when its run ended: it was lost: exit code 3. Running then: fetch."),
                Arguments.of(
                        new Setting(new State.Crashed("exit code 3", 1)),
                        LOAD,
                        "load had not begun when its run ended: it was lost: exit code 3."));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void taskSaysWhyItIsAsItIs(Setting setting, TaskKey key, String words) {
        assertThat(setting.reasons().ofTask(key)).isEqualTo(words);
    }

    @Test
    void childThatDidNotRunNamesTheChildThatItIsPairedWith() {
        FlowStructure twice = new FlowStructure(List.of(
                node("clean", Kind.MAP, false),
                node("store", Kind.MAP, true, new FlowStructure.Upstream(0, EdgeKind.EACH))));
        Map<TaskKey, TaskView> rows = new LinkedHashMap<>();
        TaskKey failed = new TaskKey(0, 1);
        TaskKey asked = new TaskKey(1, 1);
        rows.put(failed, new TaskView(failed, new State.Failed(BROKEN, 1), 1, NOW, NOW, null, null));
        rows.put(asked, new TaskView(asked, new State.TriggerFailed("not all succeeded"), 0, null, NOW, null, null));
        Scene scene = new Scene(
                running().scene().run(),
                twice,
                new TaskSurvey(rows, Map.of(), 1),
                List.of(),
                Waiting.NONE,
                List.of(),
                null,
                NOW);

        assertThat(new Reasons(scene).ofTask(asked))
                .isEqualTo("store[1] did not run: not all succeeded; clean[1] failed in its only attempt: IOException:"
                        + " broken.");
    }
}
