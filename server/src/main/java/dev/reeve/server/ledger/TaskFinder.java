package dev.reeve.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds task runs over many runs, newest runs first, children left out. Thread-safe. An answer looks at no more than
 * {@value #MOST_LOOKED_AT} of them, and says from where to go on.
 */
public final class TaskFinder {
    static final int MOST_LOOKED_AT = 50_000;
    private static final int RUNS_AT_A_TIME = 500;

    // a place behind all tasks of a run
    private static final int DONE = 999_999_999;

    private static final String TASKS = """
            select t.* from unnest(:runs::uuid[], :places::int[]) with ordinality as p(run, place, nr) cross join lateral
                (select * from task_run where run_id = p.run and task = p.place and map_index = -1
                 and (not :some or state = any(:states)) offset 0) as t
            order by p.nr limit :most
            """;

    // of one run: the first failure of a larger one is left to the sentence about that run
    private static final int MOST_OF_A_RUN = 2_000;

    private static final String FIRST_FAILED = """
            select distinct on (t.run_id) t.* from unnest(:runs::uuid[], :places::int[], :decides::bool[])
                as p(run, place, decides) cross join lateral
                (select * from task_run where run_id = p.run and task = p.place and map_index = -1
                 and state = any(:states) offset 0) as t
            order by t.run_id, p.decides desc, t.ended_at, t.task
            """;

    private static final Set<String> FAILED_ITSELF = Set.of("Failed", "TimedOut", "Crashed");

    private final Tables tables;
    private final Catalog catalog;
    private final RunFinder runs;

    TaskFinder(Tables tables, Catalog catalog, RunFinder runs) {
        this.tables = tables;
        this.catalog = catalog;
        this.runs = runs;
    }

    /** A task run: go on behind it. Task -1: before the first of the run. */
    public record Place(UUID run, int task) {}

    /**
     * Which.
     *
     * @param projects of runs of any of these
     * @param flows of runs of any of these; null: of any flow
     * @param task of tasks of that name; empty: any
     * @param states names of states; empty: any
     * @param after behind that one; null: from the first on
     */
    public record Search(
            List<Integer> projects,
            @Nullable List<Integer> flows,
            String task,
            Set<String> states,
            @Nullable Place after,
            int most) {}

    /** A task run and the run that it is of. */
    public record One(RunView run, TaskView task) {}

    /**
     * What was found.
     *
     * @param next where to go on; null: there is nothing more
     */
    public record Found(List<One> tasks, @Nullable Place next) {
        public Found {
            tasks = List.copyOf(tasks);
        }
    }

    /** A page of them. */
    public Found find(Search search) {
        List<One> found = new ArrayList<>();
        Place after = search.after();
        int looked = 0;
        while (true) {
            List<RunView> batch = batch(search, after);
            List<Place> places = places(search, batch, after);
            found.addAll(tasks(search, batch, places, search.most() + 1 - found.size()));
            if (found.size() > search.most()) {
                One last = found.get(search.most() - 1);
                return new Found(
                        found.subList(0, search.most()),
                        new Place(last.run().id(), last.task().key().task()));
            }
            if (batch.size() < RUNS_AT_A_TIME) {
                return new Found(found, null);
            }
            // the last run is done; none that is older was looked at
            after = new Place(batch.getLast().id(), DONE);
            looked += places.size() + batch.size();
            if (looked >= MOST_LOOKED_AT) {
                return new Found(found, after);
            }
        }
    }

    /**
     * Of each of those runs the task that failed first by itself, not because another had: one that decides about the run,
     * if one did. Runs without such a task are left out; of a very large one only the first tasks are looked at.
     */
    public Map<UUID, TaskView> firstFailed(Collection<RunView> some) {
        List<Place> places = new ArrayList<>();
        List<Boolean> decides = new ArrayList<>();
        for (RunView run : some) {
            List<FlowStructure.Node> nodes = catalog.structure(run.version()).tasks();
            int room = Math.min(MOST_OF_A_RUN, MOST_LOOKED_AT - places.size());
            for (int task = 0; task < Math.min(room, nodes.size()); task++) {
                places.add(new Place(run.id(), task));
                decides.add(nodes.get(task).reference());
            }
        }
        Map<UUID, TaskView> first = new HashMap<>();
        if (!places.isEmpty()) {
            tables.useHandle(handle -> at(handle.createQuery(FIRST_FAILED), places)
                    .bindArray("decides", Boolean.class, decides)
                    .bindArray("states", Short.class, StateColumns.codes(FAILED_ITSELF))
                    .map((row, context) -> first.put(row.getObject("run_id", UUID.class), RunReader.task(row)))
                    .list());
        }
        return first;
    }

    private static Query at(Query query, List<Place> places) {
        return query.bindArray("runs", UUID.class, (Object[])
                        places.stream().map(Place::run).toArray(UUID[]::new))
                .bindArray("places", Integer.class, (Object[])
                        places.stream().map(Place::task).toArray(Integer[]::new));
    }

    /** With the run of the place itself, of which more may follow. */
    private List<RunView> batch(Search search, @Nullable Place after) {
        List<RunView> batch = new ArrayList<>();
        if (after != null && after.task() < DONE) {
            tables.withHandle(handle -> handle.createQuery(RunReader.RUNS + " where r.id = ?")
                            .bind(0, after.run())
                            .map((row, context) -> RunReader.run(row))
                            .findOne())
                    .filter(run -> search.projects().contains(run.project()))
                    .ifPresent(batch::add);
        }
        batch.addAll(runs.find(new RunSearch(
                        search.projects(),
                        search.flows(),
                        null,
                        Set.of(),
                        null,
                        null,
                        "",
                        List.of(),
                        null,
                        false,
                        after == null ? null : after.run(),
                        false,
                        RUNS_AT_A_TIME))
                .runs());
        return batch;
    }

    private List<Place> places(Search search, List<RunView> batch, @Nullable Place after) {
        List<Place> places = new ArrayList<>();
        for (RunView run : batch) {
            List<FlowStructure.Node> nodes = catalog.structure(run.version()).tasks();
            int from = after != null && after.run().equals(run.id()) ? after.task() + 1 : 0;
            for (int task = from; task < nodes.size(); task++) {
                if (search.task().isEmpty() || nodes.get(task).name().equals(search.task())) {
                    places.add(new Place(run.id(), task));
                }
            }
        }
        return places;
    }

    private List<One> tasks(Search search, List<RunView> batch, List<Place> places, int most) {
        if (places.isEmpty()) {
            return List.of();
        }
        Map<UUID, RunView> byId = new HashMap<>();
        batch.forEach(run -> byId.put(run.id(), run));
        return tables.withHandle(handle -> at(handle.createQuery(TASKS), places)
                .bind("some", !search.states().isEmpty())
                .bindArray("states", Short.class, StateColumns.codes(search.states()))
                .bind("most", most)
                .map((row, context) -> new One(
                        Objects.requireNonNull(byId.get(row.getObject("run_id", UUID.class))), RunReader.task(row)))
                .list());
    }
}
