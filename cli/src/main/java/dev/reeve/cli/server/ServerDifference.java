package dev.reeve.cli.server;

import dev.reeve.api.JournalEntry;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.StateJson;
import dev.reeve.api.TaskRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where two runs of a server part. Immutable.
 *
 * @param task the task's name, with its index if one child differs; empty if the runs differ as a whole
 * @param kind what differs
 * @param text how, in words
 */
record ServerDifference(String task, Kind kind, String text) {
    /** What can differ, in the order in which it is looked at. */
    enum Kind {
        FLOW,
        GRAPH,
        STATE,
        INPUT,
        RESULT
    }

    /** A run, and the hashes of the results that it stored last, by label. */
    record Side(SeenRun seen, Map<String, String> hashes) {
        static Side of(SeenRun seen, List<JournalEntry> stored) {
            Map<String, String> hashes = new HashMap<>();
            stored.forEach(entry -> hashes.put(
                    seen.label(entry.event().node(), entry.event().child()),
                    Objects.requireNonNullElse(entry.event().hash(), "")));
            return new Side(seen, hashes);
        }

        int node(String name) {
            return seen.names().indexOf(name);
        }
    }

    /** The first node that differs, upstreams first. */
    static Optional<ServerDifference> first(Side a, Side b) {
        String flow = a.seen().run().flow();
        if (!flow.equals(b.seen().run().flow())) {
            return Optional.of(new ServerDifference(
                    "",
                    Kind.FLOW,
                    "they are runs of two flows, \"" + flow + "\" and \""
                            + b.seen().run().flow() + "\""));
        }
        for (String name : names(a.seen(), b.seen())) {
            Optional<ServerDifference> found = of(name, a, b);
            if (found.isPresent()) {
                return found;
            }
        }
        String first = a.seen().run().state().name();
        String second = b.seen().run().state().name();
        return first.equals(second)
                ? Optional.empty()
                : Optional.of(new ServerDifference("", Kind.STATE, states(first, second)));
    }

    /** In the order of definition, which has upstreams first; those that the first run has not come last. */
    static Set<String> names(SeenRun a, SeenRun b) {
        Set<String> names = new LinkedHashSet<>(a.names());
        names.addAll(b.names());
        return names;
    }

    /** Parameters whose values differ, each with both in words. */
    static List<String> parameters(SeenRun a, SeenRun b) {
        Set<String> names = new LinkedHashSet<>(a.run().parameters().keySet());
        names.addAll(b.run().parameters().keySet());
        List<String> differ = new ArrayList<>();
        for (String name : names) {
            String was = value(a, name);
            String is = value(b, name);
            if (!was.equals(is)) {
                differ.add(name + " was " + was + " and " + is);
            }
        }
        return differ;
    }

    private static String value(SeenRun run, String name) {
        if (!run.run().parameters().containsKey(name)) {
            return "as the flow says";
        }
        Object value = run.run().parameters().get(name);
        return value == null ? "null" : Printed.json(value);
    }

    private static Optional<ServerDifference> of(String name, Side a, Side b) {
        int was = a.node(name);
        int is = b.node(name);
        if (was < 0 || is < 0) {
            return Optional.of(new ServerDifference(
                    name, Kind.GRAPH, was < 0 ? "only the second run has it" : "only the first run has it"));
        }
        return graph(name, a.seen(), was, b.seen(), is).or(() -> outcome(name, a, was, b, is));
    }

    private static Optional<ServerDifference> graph(String name, SeenRun a, int was, SeenRun b, int is) {
        RegisteredNode before = a.structure().nodes().get(was);
        RegisteredNode after = b.structure().nodes().get(is);
        String text = !before.kind().equals(after.kind())
                ? "it is of kind " + before.kind() + " and " + after.kind()
                : !before.function().equals(after.function())
                        ? "its function is " + before.function() + " and " + after.function()
                        : !upstreams(a, was).equals(upstreams(b, is))
                                ? "it depends on other tasks"
                                : !before.retries().equals(after.retries())
                                        ? "it has " + before.retries() + " and " + after.retries() + " retries"
                                        : !before.skipRule().equals(after.skipRule())
                                                ? "its rule for skipped upstreams differs"
                                                : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(new ServerDifference(name, Kind.GRAPH, text));
    }

    private static Set<String> upstreams(SeenRun run, int node) {
        Set<String> upstreams = new LinkedHashSet<>();
        for (RegisteredEdge edge : run.structure().edges()) {
            if (edge.to() == node) {
                upstreams.add(edge.kind() + " " + run.label(edge.from(), -1));
            }
        }
        return upstreams;
    }

    private static Optional<ServerDifference> outcome(String name, Side a, int was, Side b, int is) {
        List<TaskRun> before = a.seen().children(was);
        List<TaskRun> after = b.seen().children(is);
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            Optional<ServerDifference> found = outcome(
                    name + "[" + before.get(i).child() + "]",
                    before.get(i).state(),
                    a,
                    after.get(i).state(),
                    b);
            if (found.isPresent()) {
                return found;
            }
        }
        if (before.size() != after.size()) {
            return Optional.of(new ServerDifference(
                    name, Kind.INPUT, "it had " + before.size() + " children and " + after.size()));
        }
        return outcome(name, state(a.seen(), was), a, state(b.seen(), is), b);
    }

    static StateJson state(SeenRun run, int node) {
        return run.task(node, -1).map(TaskRun::state).orElse(StateJson.of("Pending", null));
    }

    private static Optional<ServerDifference> outcome(String label, StateJson was, Side a, StateJson is, Side b) {
        boolean bothWell = ServerStates.well(was)
                && ServerStates.well(is)
                && !was.name().equals("Skipped")
                && !is.name().equals("Skipped"); // a stored result is as good as a new one
        if (!was.name().equals(is.name()) && !bothWell) {
            String said = ServerStates.failed(is) ? ServerStates.said(is) : ServerStates.said(was);
            return Optional.of(new ServerDifference(
                    label, Kind.STATE, states(was.name(), is.name()) + (said.isEmpty() ? "" : ": " + said)));
        }
        String hash = a.hashes().getOrDefault(label, "");
        String other = b.hashes().getOrDefault(label, "");
        return hash.isEmpty() || other.isEmpty() || hash.equals(other)
                ? Optional.empty()
                : Optional.of(new ServerDifference(label, Kind.RESULT, "it yielded another result"));
    }

    private static String states(String first, String second) {
        return "it is " + first + " and " + second;
    }
}
