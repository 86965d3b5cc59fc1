package dev.reeve;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a block reads of what is around it. In the graph of the block, all that is a parameter: the element first, then
 * the flow's own parameters under their names, then results of tasks outside.
 */
final class Captures {
    private static final int ROOT = -1;

    private final Blocks blocks;
    private final int block;
    private final Map<Input, Integer> captured = new LinkedHashMap<>();
    private final Set<Integer> afterAll = new LinkedHashSet<>();

    /** {@code block} is the fan-out whose block it is; -1 for what is in none, where nothing is captured. */
    Captures(Blocks blocks, int block) {
        this.blocks = blocks;
        this.block = block;
        if (block != ROOT) {
            blocks.parameterNumbers().forEach(p -> number(new Input.FromParameter(p)));
        }
    }

    int block() {
        return block;
    }

    /** Nodes around the block that something in it comes after. */
    Set<Integer> afterAll() {
        return afterAll;
    }

    /** What is captured, as it stands around the block. */
    List<Input> captured() {
        return List.copyOf(captured.keySet());
    }

    /** The parameters of the block's graph. */
    List<ParameterSpec> parameters() {
        if (block == ROOT) {
            return blocks.parameters();
        }
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(new ParameterSpec("(element)", Object.class, null, "the element that the block runs for"));
        for (Input input : captured.keySet()) {
            if (input instanceof Input.FromParameter p) {
                ParameterSpec own = blocks.parameters().get(p.parameter());
                specs.add(new ParameterSpec(own.name(), own.type(), null, own.description()));
            } else if (input instanceof Input.FromNode n) {
                specs.add(taken("(" + blocks.flat().node(n.node()).name() + ")"));
            } else {
                specs.add(taken("(element " + specs.size() + ")"));
            }
        }
        return specs;
    }

    private static ParameterSpec taken(String name) {
        return new ParameterSpec(name, Object.class, null, "what the block takes from outside");
    }

    private Input number(Input outside) {
        return new Input.FromParameter(captured.computeIfAbsent(outside, key -> captured.size() + 1));
    }

    Guard inside(Guard guard, @Nullable GraphNode node) {
        return new Guard(inside(guard.condition(), node), guard.expected(), guard.text());
    }

    /** An input as it stands in the block's graph; {@code node} reads it, null for the block's result. */
    Input inside(Input input, @Nullable GraphNode node) {
        return switch (input) {
            case Input.FromNode i -> ofNode(i, node);
            case Input.FromParameter i -> block == ROOT ? i : number(i);
            case Input.Element i -> element(i, node);
            case Input.Part i -> new Input.Part(inside(i.source(), node), i.component(), i.text());
            case Input.All i ->
                new Input.All(i.parts().stream().map(part -> inside(part, node)).toList());
            case Input.Flat i -> new Input.Flat(inside(i.lists(), node));
            case Input.Equal i -> new Input.Equal(inside(i.source(), node), i.constant());
            case Input.When i -> new Input.When(inside(i.source(), node), inside(i.guard(), node));
            case Input.Each i -> new Input.Each(inside(i.list(), node), i.path());
            case Input.Constant i -> i;
            case Input.Context i -> i;
            case Input.FromSecret i -> i;
        };
    }

    private Input ofNode(Input.FromNode input, @Nullable GraphNode node) {
        int home = blocks.home(input.node());
        if (home == block) {
            return new Input.FromNode(blocks.place(input.node()));
        }
        if (blocks.around(home, block)) {
            return number(input);
        }
        blocks.outside(node, input.node(), node == null ? "the result" : "an input");
        return new Input.Constant(null);
    }

    private Input element(Input.Element input, @Nullable GraphNode node) {
        if (input.fanOut() == block) {
            return new Input.FromParameter(0);
        }
        if (block != ROOT && blocks.around(input.fanOut(), block)) {
            return number(new Input.Element(new Input.Constant(null), input.fanOut())); // one for all uses
        }
        blocks.outsideElement(node, input.fanOut());
        return new Input.Constant(null);
    }
}
