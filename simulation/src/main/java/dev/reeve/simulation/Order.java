package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.FlowModel;
import dev.reeve.simulation.flow.FlowModel.Role;
import java.util.Map;

/** What has to have ended before what else begins. */
final class Order {
    private final Map<Integer, Role>[] roles;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps
    Order(DrawnFlow drawn) {
        FlowModel model = new FlowModel(drawn);
        roles = new Map[drawn.nodes().size()];
        for (DrawnNode node : drawn.nodes()) {
            roles[node.index()] = model.roles(node);
        }
    }

    /** What one node is to another; null if it is nothing. */
    Map<Integer, Role> before(DrawnNode node) {
        return roles[node.index()];
    }

    /** Whether the first call has to have ended before the second begins. */
    boolean precedes(Call first, Call second) {
        Role role = before(second.node).get(first.node.index());
        return role != null && (role != Role.CHILD_BY_CHILD || first.child < 0 || first.child == second.child);
    }
}
