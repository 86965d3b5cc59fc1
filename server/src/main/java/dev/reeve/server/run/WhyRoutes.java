package dev.reeve.server.run;

import dev.reeve.api.AgainTask;
import dev.reeve.api.EventKind;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.api.Why;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.JournalLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.Waiting;
import dev.reeve.server.project.Projects;
import dev.reeve.server.why.Losses;
import dev.reeve.server.why.Reasons;
import dev.reeve.server.why.Scene;
import dev.reeve.state.State;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a run is as it is, and what it told beside states: where attempts failed, what was kept, where results are. */
public final class WhyRoutes {
    private static final int LONGEST_PAGE = 1_000;
    private static final int MOST_LISTED = 30;
    /** Runs within runs that one sentence looks into. */
    private static final int DEEPEST = 8;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final InstantSource clock;

    /** Over that ledger. */
    public WhyRoutes(Ledger ledger, Projects projects, Runs runs, InstantSource clock) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs/{run}/why", this::why, "task", "child"),
                Route.get("/flow-runs/{run}/told", this::told, "kind", "limit", "cursor"));
    }

    private Answer why(Request request) {
        RunView run = Seen.of(request, runs, projects, request.idIn("run")).run();
        FlowStructure structure =
                ledger.catalog().version(run.version()).orElseThrow().structure();
        TaskKey asked = asked(request, structure);
        Scene scene = scene(run, structure, asked, DEEPEST, before(run));
        Reasons reasons = new Reasons(scene);
        if (asked == null) {
            String losses = Losses.sentence(run, ledger.history().losses(run.id()));
            return Answer.ok(new Why(run.id().toString(), null, run.state().name(), reasons.ofRun() + losses));
        }
        if (asked.child() && !scene.tasks().rows().containsKey(asked)) {
            throw ProblemException.notFound("There is no child " + asked.index() + " of task \""
                    + structure.tasks().get(asked.task()).name() + "\" yet.");
        }
        return Answer.ok(new Why(
                run.id().toString(), scene.label(asked), scene.state(asked).name(), reasons.ofTask(asked)));
    }

    /** As the runner of the epoch said when it began. */
    private @Nullable String again(RunView run, FlowStructure structure, TaskKey asked) {
        return ledger.history().told(run.id(), "opened", 0, LONGEST_PAGE).stream()
                .filter(line -> line.epoch() == run.epoch())
                .map(line -> Told.event(line).opening())
                .filter(Objects::nonNull)
                .flatMap(opening -> opening.again().stream())
                .filter(each ->
                        each.task().equals(structure.tasks().get(asked.task()).name()))
                .filter(each -> each.child() == asked.index() || each.child() < 0)
                .min(Comparator.comparing(each -> each.child() != asked.index()))
                .map(AgainTask::reason)
                .orElse(null);
    }

    private Scene scene(RunView run, FlowStructure structure, @Nullable TaskKey asked, int deep, String before) {
        boolean waits = run.inner() == null && run.due() != null && run.state() instanceof State.Unstarted;
        return new Scene(
                run,
                structure,
                ledger.runs().survey(run.id(), asked),
                waits ? ledger.agents() : List.of(),
                waits ? ledger.runs().waiting(run.id()) : Waiting.NONE,
                run.state() instanceof State.Active ? ledger.runs().turns(run.id()) : List.of(),
                asked == null || run.epoch() < 2 || run.inner() != null ? null : again(run, structure, asked),
                clock.instant(),
                deep == 0 ? Scene.Within.NOTHING : key -> within(run, structure, key, deep - 1, before),
                before);
    }

    /** What leads to a run from the one around it. */
    private String before(RunView run) {
        TaskKey.InRun task = run.inner() == null ? null : run.parent();
        RunView above = task == null ? null : ledger.runs().run(task.run()).orElse(null);
        if (task == null || above == null) {
            return "";
        }
        TaskKey key = task.key();
        return before(above)
                + runs.version(above).structure().tasks().get(key.task()).name()
                + (key.child() ? "[" + key.index() + "]/" : "/");
    }

    private Optional<Scene> within(RunView run, FlowStructure structure, TaskKey key, int deep, String before) {
        String path =
                before + structure.tasks().get(key.task()).name() + (key.child() ? "[" + key.index() + "]/" : "/");
        return structure.tasks().get(key.task()).kind().launches()
                ? ledger.runs()
                        .within(run.id(), key)
                        .map(inner -> scene(inner, runs.version(inner).structure(), null, deep, path))
                : Optional.empty();
    }

    private static @Nullable TaskKey asked(Request request, FlowStructure structure) {
        Optional<String> name = request.query("task");
        int child = (int) request.query("child", -1, -1, Integer.MAX_VALUE);
        if (name.isEmpty()) {
            if (child >= 0) {
                throw ProblemException.invalid("", "The query has a \"child\" and no \"task\".");
            }
            return null;
        }
        List<String> names =
                structure.tasks().stream().map(FlowStructure.Node::name).toList();
        int task = names.indexOf(name.get());
        if (task < 0) {
            throw ProblemException.notFound("The run has no task \"" + name.get() + "\". Its tasks: "
                    + String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())))
                    + (names.size() > MOST_LISTED ? ", .." : "") + ".");
        }
        if (child >= 0 && !structure.tasks().get(task).mapped()) {
            throw ProblemException.notFound("Task \"" + name.get() + "\" has no children: it is not mapped.");
        }
        return new TaskKey(task, child);
    }

    private Answer told(Request request) {
        RunView run = Seen.of(request, runs, projects, request.idIn("run")).run();
        int most = (int) request.query("limit", 200, 1, LONGEST_PAGE);
        int after = (int) request.query("cursor", 0, 0, Integer.MAX_VALUE);
        String kind = request.query("kind").map(WhyRoutes::kind).orElse(null);
        List<JournalLine> found = ledger.history().told(run.id(), kind, after, most + 1);
        List<JournalEntry> page = found.stream()
                .limit(most)
                .map(line -> new JournalEntry(line.epoch(), line.seq(), Told.event(line)))
                .toList();
        return Answer.ok(new JournalPage(
                page, found.size() > most ? Long.toString(page.getLast().seq()) : null));
    }

    /** States are what the history is for. */
    private static String kind(String text) {
        List<String> kinds = Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.STATE)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!kinds.contains(text)) {
            throw ProblemException.invalid(
                    "", "The query's \"kind\" is none: take one of " + String.join(", ", kinds) + ".");
        }
        return text;
    }
}
