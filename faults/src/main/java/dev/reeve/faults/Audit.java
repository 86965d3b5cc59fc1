package dev.reeve.faults;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.server.database.Database;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Looks, when all is over, whether every run is as it has to be. Used once. */
final class Audit {
    /** Times that a run is given to another agent after one was lost. */
    private static final int MOST_LAPSES = 3;

    private record Doing(String task, int child, int attempt) {}

    private static final class Bodies {
        private int began;
        private int ended;
    }

    private final Stage stage;
    private final FlowGraph graph = CountedFlow.counted().graph();
    private final Map<String, Map<Doing, Bodies>> bodies = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private int reopened;
    private int bodiesBegan;
    private int bodiesAgain;

    Audit(Stage stage) {
        this.stage = stage;
    }

    /** What is wrong with those runs. */
    List<String> look(Iterable<String> runs) throws IOException {
        for (BodyLine line : BodyLog.read(stage.bodies())) {
            Bodies those = bodies.computeIfAbsent(line.run(), run -> new HashMap<>())
                    .computeIfAbsent(new Doing(line.task(), line.child(), line.attempt()), doing -> new Bodies());
            switch (line.phase()) {
                case BEGAN -> those.began++;
                case ENDED -> those.ended++;
            }
        }
        try (Database database = Database.open(stage.address());
                Ledger ledger = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 1))) {
            for (String run : runs) {
                look(run, ledger);
            }
        }
        return wrong;
    }

    private void look(String run, Ledger ledger) {
        UUID id = UUID.fromString(run);
        List<HistoryLine> lines = new ArrayList<>();
        List<HistoryLine> page = ledger.history().lines(id, 0, 1_000);
        while (!page.isEmpty()) {
            lines.addAll(page);
            page = ledger.history().lines(id, page.getLast().seq(), 1_000);
        }
        History history = History.of(graph, run, lines);
        wrong.addAll(history.wrong());
        State now = ledger.runs().run(id).orElseThrow().state();
        if (!now.equals(history.state())) {
            wrong.add("run " + run + " is " + now + ", and its history says " + history.state());
        }
        ends.merge(now.name(), 1, Integer::sum);
        reopened += history.reopened();
        boolean gaveUp = now instanceof State.Crashed && history.reopened() >= MOST_LAPSES;
        if (!(now instanceof State.Success) && !gaveUp) {
            wrong.add("run " + run + " ended " + now + " after " + history.reopened() + " times anew");
        }
        bodies(run, history);
    }

    private void bodies(String run, History history) {
        Map<Doing, Bodies> those = bodies.getOrDefault(run, Map.of());
        Map<String, Integer> nodes = new HashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.name(), node.index()));
        those.forEach((doing, count) -> {
            Integer node = nodes.get(doing.task());
            Integer done = node == null ? null : history.succeeded().get(new TaskKey(node, doing.child()));
            int most = done == null ? history.epoch() : done;
            bodiesBegan += count.began;
            bodiesAgain += Math.max(0, count.began - 1);
            if (count.began > most) {
                wrong.add("run " + run + ": the body of " + doing + " began " + count.began + " times, "
                        + (done == null
                                ? "in " + most + " epochs"
                                : "although what it did in epoch " + done + " was acknowledged"));
            }
        });
        history.succeeded().keySet().forEach(key -> {
            GraphNode node = graph.node(key.task());
            boolean counts = !node.name().equals("pace") && (!node.mapped() || key.index() >= 0);
            boolean ended = those.entrySet().stream()
                    .anyMatch(each -> each.getKey().task().equals(node.name())
                            && each.getKey().child() == key.index()
                            && each.getValue().ended > 0);
            if (counts && !ended) {
                wrong.add("run " + run + ": " + key + " succeeded, and its body never ended");
            }
        });
    }

    /** How many runs ended how. */
    Map<String, Integer> ends() {
        return ends;
    }

    int reopened() {
        return reopened;
    }

    int bodiesBegan() {
        return bodiesBegan;
    }

    /** How many of those began although the same had begun before. */
    int bodiesAgain() {
        return bodiesAgain;
    }
}
