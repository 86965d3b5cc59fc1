package dev.reeve.server.page;

import dev.reeve.graph.EdgeKind;
import dev.reeve.server.ledger.Course;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.server.ledger.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a course, each behind those that it depends on. A mapped node stands behind its children, and a child that
 * reads one element of a mapped node depends on the child that made it.
 */
final class Spans {
    private final List<Span> spans = new ArrayList<>();
    private final Map<TaskKey, Integer> places = new HashMap<>();

    private Spans() {}

    static List<Span> of(Course course, FlowStructure structure) {
        Map<Integer, SortedMap<Integer, List<Span.Mark>>> marks = new HashMap<>();
        for (Course.Step step : course.steps()) {
            List<Span.Mark> own = marks.computeIfAbsent(step.key().task(), task -> new TreeMap<>())
                    .computeIfAbsent(step.key().index(), index -> new ArrayList<>());
            long at = Micros.of(step.at());
            // by one clock as a rule, and where not, time does not go back
            own.add(new Span.Mark(
                    step.phase(),
                    own.isEmpty() ? at : Math.max(at, own.getLast().at())));
        }
        Spans built = new Spans();
        for (int task = 0; task < structure.tasks().size(); task++) {
            SortedMap<Integer, List<Span.Mark>> own = marks.get(task);
            if (own != null) {
                built.add(task, structure.tasks().get(task).upstreams(), own);
            }
        }
        return built.spans;
    }

    private void add(int task, List<Upstream> upstreams, SortedMap<Integer, List<Span.Mark>> marks) {
        List<Integer> of = new ArrayList<>();
        marks.tailMap(0).forEach((index, own) -> {
            List<Integer> ofChild = new ArrayList<>();
            upstreams.forEach(upstream -> addPlace(ofChild, place(upstream, index)));
            of.add(spans.size());
            add(new TaskKey(task, index), ofChild, own);
        });
        List<Span.Mark> node = marks.get(-1);
        if (node != null) {
            upstreams.forEach(upstream -> addPlace(of, places.get(TaskKey.of(upstream.task()))));
            add(TaskKey.of(task), of, node);
        }
    }

    private @Nullable Integer place(Upstream upstream, int index) {
        Integer child = upstream.kind() == EdgeKind.EACH ? places.get(new TaskKey(upstream.task(), index)) : null;
        return child == null ? places.get(TaskKey.of(upstream.task())) : child;
    }

    private static void addPlace(List<Integer> to, @Nullable Integer place) {
        if (place != null) { // else nothing happened to it in this epoch: it was there from the beginning
            to.add(place);
        }
    }

    private void add(TaskKey key, List<Integer> upstreams, List<Span.Mark> marks) {
        places.put(key, spans.size());
        spans.add(new Span(key.task(), key.index(), upstreams, marks));
    }
}
