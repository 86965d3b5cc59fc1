package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.spill.Elsewhere;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run as it is whenever it is asked. Thread-safe: questions go through the loop's role. */
final class LiveView implements RunView {
    private final Loop loop;
    private final Plan plan;
    private History.@Nullable Index index;

    LiveView(Loop loop, Plan plan) {
        this.loop = loop;
        this.plan = plan;
    }

    @Override
    public String id() {
        return loop.facts().runId();
    }

    @Override
    public String name() {
        return loop.facts().runName();
    }

    @Override
    public FlowGraph graph() {
        return plan.graph();
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return loop.facts().parameters();
    }

    @Override
    public State state() {
        return loop.flowState();
    }

    @Override
    public List<Entry> history() {
        return loop.ask(Run::flowHistory);
    }

    @Override
    public State state(int node, int child) {
        return loop.ask(run -> run.state(node, checked(run, node, child)));
    }

    @Override
    public List<Entry> history(int node, int child) {
        return loop.ask(run -> {
            List<Entry> entries = new ArrayList<>(5);
            entries.add(new Entry(State.Pending.NOW, Time.instant(run.startOf(node, checked(run, node, child)))));
            entries.addAll(index(run).of(run.slot(node, child)));
            return List.copyOf(entries);
        });
    }

    private History.Index index(Run run) {
        if (!loop.isOver()) {
            return run.history.index(run.slots());
        }
        synchronized (this) { // kept once nothing changes any more
            History.Index known = index;
            if (known == null) {
                known = run.history.index(run.slots());
                index = known;
            }
            return known;
        }
    }

    @Override
    public Value result(int node, int child) {
        Value known = loop.ask(run -> run.values.result(node, checked(run, node, child)));
        Value found = loop.restoring().lookedAt(node, child, known);
        return found.value() instanceof Elsewhere elsewhere
                ? new Value(true, brought(elsewhere), found.stored())
                : found;
    }

    private static @Nullable Object brought(Elsewhere elsewhere) {
        try {
            return Elsewhere.brought(elsewhere, -1); // reads a file or a store: not while the role is held
        } catch (IOException lost) {
            throw new UncheckedIOException(lost.getMessage(), lost);
        }
    }

    @Override
    public String runName(int node, int child) {
        return loop.keepsakes().runName(node, child);
    }

    @Override
    public String worker(int node, int child) {
        return loop.keepsakes().worker(node, child);
    }

    @Override
    public Set<Thread> threads() {
        return loop.crew().threads();
    }

    @Override
    public List<TaskArtifact> artifacts() {
        return loop.keepsakes().artifacts().all();
    }

    @Override
    public int width(int node) {
        return loop.ask(run -> {
            Children kids = run.children[node];
            return kids == null ? -1 : kids.width;
        });
    }

    @Override
    public Map<String, Integer> childStates(int node) {
        return loop.ask(run -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            Children kids = run.children[node];
            for (int i = 0; kids != null && i < kids.width; i++) {
                counts.merge(kids.states[i].name(), 1, Integer::sum);
            }
            return counts;
        });
    }

    @Override
    public Optional<RunView> flowRun(int node, int child) {
        LiveRun run = loop.<@Nullable LiveRun>ask(asked -> asked.descents.latest(node, checked(asked, node, child)));
        return Optional.ofNullable(run).map(LiveRun::view);
    }

    @Override
    public Value flowResult() {
        Reader reader = plan.result();
        Sources sources = reader == null ? null : loop.<@Nullable Sources>ask(this::resultSources);
        if (reader == null || sources == null) {
            return Value.ABSENT;
        }
        try {
            Object value = reader.read(sources); // parts of it are functions of the user: not while the role is held
            return value instanceof Absent ? Value.ABSENT : new Value(true, value, "");
        } catch (RuntimeException wrong) {
            throw wrong;
        } catch (Exception wrong) {
            throw new IllegalStateException(
                    "the result of flow \"" + plan.graph().name() + "\" cannot be read", wrong);
        }
    }

    private @Nullable Sources resultSources(Run run) {
        if (!run.flowState().isSuccessful()) {
            return null;
        }
        @Nullable
        Object[] values = Arrays.stream(plan.resultNodes())
                .mapToObj(v -> run.values.valueOrAbsent(v, -1))
                .toArray();
        return new Sources(loop.facts(), values, Claims.NO_LISTS, -1, null, null, "", null, false);
    }

    private static int checked(Run run, int node, int child) {
        Children kids = run.children[node];
        if (child >= (kids == null ? 0 : kids.width)) {
            throw new IndexOutOfBoundsException("task \"" + run.graph.node(node).name() + "\" has no child " + child);
        }
        return child;
    }
}
