package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.Condition;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.EachOf;
import dev.reeve.simulation.flow.DrawnFlow.In;
import dev.reeve.simulation.flow.DrawnFlow.ListOf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the nodes of a flow are to each other. */
public final class Roles {
    private final DrawnFlow flow;
    private final Map<Integer, Map<Integer, Role>> known = new LinkedHashMap<>();

    public Roles(DrawnFlow flow) {
        this.flow = flow;
    }

    /** What each node before this one is to it. One in two roles is read, and waited for, as a whole. */
    public Map<Integer, Role> of(DrawnNode node) {
        return known.computeIfAbsent(node.index(), key -> find(node));
    }

    private Map<Integer, Role> find(DrawnNode node) {
        Map<Integer, Set<Role>> all = new LinkedHashMap<>();
        for (In in : node.inputs()) {
            for (int before : read(in)) {
                add(all, before, partner(in) == before ? Role.CHILD_BY_CHILD : Role.DATA);
            }
        }
        List<Condition> conditions = new ArrayList<>(node.use().guards());
        conditions.addAll(node.use().whens());
        conditions.forEach(condition -> add(all, condition.node(), Role.CONDITION));
        node.use().after().forEach(before -> add(all, before, Role.ORDER));
        if (node.use().opener() >= 0) {
            add(all, node.use().opener(), Role.ORDER);
        }
        Map<Integer, Role> roles = new LinkedHashMap<>();
        all.forEach((before, several) ->
                roles.put(before, several.size() == 1 ? several.iterator().next() : Role.DATA));
        return roles;
    }

    private static void add(Map<Integer, Set<Role>> all, int before, Role role) {
        all.computeIfAbsent(before, key -> EnumSet.noneOf(Role.class)).add(role);
    }

    /** The nodes whose values that input reads. */
    public static List<Integer> read(In in) {
        return switch (in) {
            case DrawnFlow.Constant i -> List.of();
            case DrawnFlow.Given i -> List.of();
            case DrawnFlow.Whole i -> List.of(i.node());
            case DrawnFlow.FanIn i -> i.of();
            case EachOf i ->
                switch (i.list()) {
                    case DrawnFlow.Elements s -> List.of();
                    case ListOf s -> List.of(s.node());
                    case DrawnFlow.Flattened s -> s.of();
                    case DrawnFlow.Together s -> s.of();
                };
        };
    }

    /** The mapped node that this input takes child by child; -1 for none. */
    int partner(In in) {
        return in instanceof EachOf each
                        && each.list() instanceof ListOf list
                        && flow.node(list.node()).kind().list()
                ? list.node()
                : -1;
    }
}
