package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the graph of a definition that ended, or says all that is wrong with it. */
final class Assembly {
    private final Definition definition;
    private final Problems problems;
    private final List<NodeFunction> functions;
    private final Naming names;
    private final Wiring wiring;
    private final Settings settings;

    Assembly(Definition definition) {
        this.definition = definition;
        this.problems = definition.problems();
        definition.checkEnds();
        this.functions = functions(definition);
        this.names = new Naming(definition, functions);
        this.wiring = new Wiring(definition, names);
        this.settings = new Settings(problems);
    }

    // Loops and no streams or switches over types on this way: in a small flow, most of the time goes into their first
    // use.
    private static List<NodeFunction> functions(Definition definition) {
        List<NodeFunction> functions = new ArrayList<>(definition.nodes().size());
        for (NodeSpec node : definition.nodes()) {
            functions.add(node.work().told());
        }
        return functions;
    }

    /**
     * A graph.
     *
     * @param places where the node of each handle is in it, -1 for one in a block of its own; null where each has the
     *     place in which it was defined
     * @param schedule when it is to run by itself; null: never
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, never written
    record Assembled(
            FlowGraph graph,
            int @Nullable [] places,
            @Nullable Schedule schedule) {}

    /**
     * The graph.
     *
     * @throws FlowDefinitionException if something is wrong
     */
    Assembled graph(@Nullable Output<?> result) {
        Optional<String> broken = NameRule.forFlow(definition.flow());
        if (broken.isPresent()) {
            problems.add(broken.get(), NameRule.REMEDY);
        }
        List<ParameterSpec> parameters = parameters();
        Schedule schedule = definition.schedule();
        if (schedule != null) {
            ScheduleCheck.check(schedule, parameters, problems);
        }
        List<GraphNode> nodes = new ArrayList<>(definition.nodes().size());
        for (NodeSpec node : definition.nodes()) {
            nodes.add(node(node));
        }
        TargetCheck.check(definition, nodes);
        NameTemplateCheck.check(definition, nodes);
        List<Integer> references = references();
        Input resultInput =
                result == null ? null : wiring.input(result, new Wiring.Place(null, "the result of the flow"));
        FlowGraph.Outcome outcome = FlowGraph.of(
                definition.flow(),
                definition.description(),
                definition.runName(),
                parameters,
                nodes,
                references,
                resultInput);
        if (outcome instanceof FlowGraph.Outcome.Cyclic cyclic) {
            addCycle(cyclic.cycle());
        }
        if (outcome instanceof FlowGraph.Outcome.Sound sound && problems.isEmpty()) {
            Blocks.Taken taken = definition.hasFanOuts() ? Blocks.takenOut(definition, sound.graph()) : null;
            if (problems.isEmpty()) {
                return taken == null
                        ? new Assembled(sound.graph().watchedBy(definition.watchers()), null, schedule)
                        : new Assembled(taken.graph().watchedBy(definition.watchers()), taken.places(), schedule);
            }
        }
        throw problems.asException(names);
    }

    private List<ParameterSpec> parameters() {
        Set<String> seen = new HashSet<>();
        List<ParameterSpec> specs = new ArrayList<>();
        for (Parameter<?> parameter : definition.parameters()) {
            String name = parameter.name();
            NameRule.forParameter(name).ifPresent(cause -> problems.add(cause, NameRule.PARAMETER_REMEDY));
            if (!seen.add(name)) {
                problems.add(
                        "two parameters are named \"" + name + "\".",
                        "Define it once and pass the handle to whoever needs it.");
            }
            specs.add(new ParameterSpec(name, parameter.type(), parameter.defaultValue(), parameter.description()));
        }
        return specs;
    }

    private GraphNode node(NodeSpec spec) {
        NodeFunction function = functions.get(spec.index());
        FunctionCheck.check(spec, function);
        return new GraphNode(
                spec.index(),
                names.of(spec),
                baseName(spec, function),
                spec.work().kind(),
                inputs(spec, function),
                after(spec),
                guards(spec),
                scopes(spec),
                settings.of(spec, function),
                function.info(),
                function.body(),
                spec.work().hasValue(),
                function.info().receiver() instanceof Flow flow ? flow.graph() : null);
    }

    private List<String> scopes(NodeSpec spec) {
        if (spec.scopes().isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(spec.scopes().size());
        for (Scope scope : spec.scopes()) {
            words.add(wiring.words(scope));
        }
        return words;
    }

    private String baseName(NodeSpec spec, NodeFunction function) {
        return spec.explicitName() != null || function.baseName().isEmpty() ? names.of(spec) : function.baseName();
    }

    private List<Input> inputs(NodeSpec spec, NodeFunction function) {
        List<Input> inputs = new ArrayList<>(spec.inputs().size());
        for (int i = 0; i < spec.inputs().size(); i++) {
            Wiring.Place place = Wiring.Place.input(spec, function.info().inputNames(), i);
            Input input = wiring.input(spec.inputs().get(i), place);
            inputs.add(
                    spec.branchGuards().isEmpty()
                            ? input
                            : new Input.When(
                                    input, wiring.guard(spec.branchGuards().get(i), spec)));
        }
        Options options = spec.options();
        if (spec.work().kind() == Kind.APPROVAL && options != null) {
            inputs.add(new Input.Constant(List.copyOf(options.roles)));
            options.showing.forEach(shown -> inputs.add(wiring.input(shown, new Wiring.Place(spec, "showing(..)"))));
        }
        return inputs;
    }

    private List<Integer> after(NodeSpec spec) {
        Options options = spec.options();
        if (spec.scopes().isEmpty() && options == null) {
            return List.of();
        }
        Set<Integer> found = new LinkedHashSet<>();
        for (Scope scope : spec.scopes()) {
            if (scope.opener() != null) {
                found.addAll(wiring.nodes(scope.opener(), new Wiring.Place(spec, "its block")));
            }
        }
        if (options != null) {
            options.after.forEach(other -> found.addAll(wiring.nodes(other, new Wiring.Place(spec, "after(..)"))));
        }
        return List.copyOf(found);
    }

    private List<Guard> guards(NodeSpec spec) {
        Options options = spec.options();
        if (spec.scopes().isEmpty() && options == null) {
            return List.of();
        }
        List<Guard> guards = new ArrayList<>();
        if (spec.work().kind() == Kind.CLOSE) {
            return guards; // it runs if its resource was opened, whatever the conditions say by then
        }
        for (Scope scope : spec.scopes()) {
            if (scope.guard() != null) {
                guards.add(wiring.guard(scope.guard(), spec));
            }
        }
        if (options != null) {
            options.guards.forEach(guard -> guards.add(wiring.guard(guard, spec)));
        }
        return guards;
    }

    private List<Integer> references() {
        Set<Integer> found = new LinkedHashSet<>();
        for (Node node : definition.references()) {
            found.addAll(wiring.nodes(node, new Wiring.Place(null, "referenceTasks(..)")));
        }
        return List.copyOf(found);
    }

    private void addCycle(List<GraphNode> cycle) {
        int shown = Math.min(cycle.size(), 10);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) { // each waits for the one before it in the list, the first for the last
            int place = cycle.size() - 1 - i;
            text.append(i == 0 ? "" : ", ")
                    .append('"')
                    .append(cycle.get(place).name())
                    .append("\" waits for \"")
                    .append(cycle.get(place == 0 ? cycle.size() - 1 : place - 1).name())
                    .append('"');
        }
        text.append(cycle.size() > shown ? " and so on, " + cycle.size() + " tasks in all." : ".");
        problems.add(
                "tasks wait for each other, so none can begin: " + text,
                "Take away one of these orders, most likely an after(..).");
    }
}
