package dev.reeve.server.run;

import dev.reeve.api.ClaimedRun;
import dev.reeve.api.DataInterval;
import dev.reeve.api.FlowRun;
import dev.reeve.api.ParentRun;
import dev.reeve.api.Reopening;
import dev.reeve.api.ReuseRule;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Catalog;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.InnerRun;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.Reopened;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.Waiting;
import dev.reeve.server.registry.Flows;
import dev.reeve.server.why.Causes;
import dev.reeve.server.why.Waits;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs of the ledger as wire records. Thread-safe. */
public final class Runs {
    private final Ledger ledger;
    private final Catalog catalog;

    /** Of that ledger. */
    public Runs(Ledger ledger) {
        this.ledger = ledger;
        this.catalog = ledger.catalog();
    }

    /** For people. */
    FlowRun flowRun(RunView run, String project, Instant now) {
        return flowRuns(List.of(run), shown -> project, now).getFirst();
    }

    /** The same of many; those that they are tasks of are asked for at once. */
    List<FlowRun> flowRuns(List<RunView> all, Function<RunView, String> project, Instant now) {
        Set<UUID> above = new LinkedHashSet<>();
        for (RunView run : all) {
            if (run.parent() != null && run.inner() != null) {
                above.add(run.parent().run());
            }
        }
        Map<UUID, RunView> parents = new HashMap<>();
        if (!above.isEmpty()) {
            ledger.runs().any(above).forEach(run -> parents.put(run.id(), run));
        }
        Map<UUID, String> causes = new Causes(ledger).of(all);
        return all.stream()
                .map(run -> flowRun(run, project.apply(run), why(run, causes, now), parents))
                .toList();
    }

    private FlowRun flowRun(RunView run, String project, @Nullable String why, Map<UUID, RunView> parents) {
        return new FlowRun(
                run.id().toString(),
                run.name(),
                project,
                run.flowName(),
                Integer.toString(run.flow()),
                catalog.number(run.version()),
                States.json(run.state()),
                run.epoch(),
                parameters(run),
                run.labels(),
                run.createdAt(),
                run.meantAt(),
                run.startedAt(),
                run.endedAt(),
                interval(run),
                run.agent(),
                why,
                parent(run, parents));
    }

    private @Nullable ParentRun parent(RunView run, Map<UUID, RunView> parents) {
        TaskKey.InRun task = run.parent();
        InnerRun.Place place = run.inner();
        if (task == null || place == null) {
            return null;
        }
        RunView above = parents.get(task.run());
        String name = above == null
                ? ""
                : catalog.structure(above.version())
                        .tasks()
                        .get(task.key().task())
                        .name();
        return new ParentRun(
                task.run().toString(),
                place.root().toString(),
                task.key().child() ? name + "[" + task.key().index() + "]" : name,
                task.key().task(),
                task.key().index(),
                place.attempt(),
                place.depth());
    }

    /** For whoever is to carry it out. */
    public ClaimedRun claimed(RunView run, @Nullable String key) {
        return claimed(run, key, version(run), project(run.project()));
    }

    /** The same of many; versions and projects are asked for once. */
    public List<ClaimedRun> claimed(List<RunView> all, Function<RunView, String> key) {
        Map<Integer, FlowVersion> versions = new HashMap<>();
        Map<Integer, String> projects = new HashMap<>();
        List<ClaimedRun> claimed = new ArrayList<>();
        for (RunView run : all) {
            FlowVersion version = versions.computeIfAbsent(run.version(), id -> version(run));
            String project = projects.computeIfAbsent(run.project(), this::project);
            claimed.add(claimed(run, key.apply(run), version, project));
        }
        return claimed;
    }

    private ClaimedRun claimed(RunView run, @Nullable String key, FlowVersion version, String project) {
        return new ClaimedRun(
                run.id().toString(),
                run.name(),
                run.epoch(),
                key,
                project,
                run.flowName(),
                version.version(),
                version.structureHash(),
                Flows.bundle(version),
                parameters(run),
                run.labels(),
                run.meantAt(),
                run.zone(),
                interval(run),
                run.epoch() > 1,
                run.epoch() > 1 ? reopening(ledger.asked(run.id(), run.epoch())) : null);
    }

    private static @Nullable Reopening reopening(Reopened asked) {
        if (asked.equals(Reopened.PLAIN)) {
            return null;
        }
        ReuseRule reuse = asked.reuse() == null ? null : ReuseRule.valueOf(asked.reuse());
        return new Reopening(asked.task(), asked.child(), reuse);
    }

    /** The version that it is a run of. */
    public FlowVersion version(RunView run) {
        return catalog.version(run.version()).orElseThrow();
    }

    private String project(int id) {
        return catalog.project(id).map(Project::name).orElse("");
    }

    /** That run, if there is one. */
    public java.util.Optional<RunView> find(UUID id) {
        return ledger.runs().run(id);
    }

    private static Map<String, Object> parameters(RunView run) {
        return WireJson.object(run.parameters());
    }

    private static @Nullable DataInterval interval(RunView run) {
        return run.interval().from().equals(run.interval().to())
                ? null
                : new DataInterval(run.interval().from(), run.interval().to());
    }

    private @Nullable String why(RunView run, Map<UUID, String> causes, Instant now) {
        if (run.due() == null || !(run.state() instanceof State.Unstarted)) {
            return causes.get(run.id());
        }
        boolean due = !run.due().isAfter(now);
        String waits = Waits.predicate(
                run, due ? ledger.agents() : List.of(), due ? ledger.runs().waiting(run.id()) : Waiting.NONE, now);
        return waits == null ? null : Character.toUpperCase(waits.charAt(0)) + waits.substring(1);
    }
}
