package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunView;
import org.jspecify.annotations.Nullable;

/**
 * A drawing of a flow: its tasks as boxes, what depends on what as lines, parameters as small boxes, constants not at
 * all. At least three nodes of one name that are joined to the rest in the same way share a box with a count, and so do
 * the children of a mapped node. With a run, boxes are coloured by state and name it. The same flow and run give the
 * same text. Immutable and safe to share between threads.
 */
public final class Drawing {
    private final FlowGraph graph;
    private final @Nullable RunView run;
    private final boolean folded;
    private final boolean blocks;

    private Drawing(FlowGraph graph, @Nullable RunView run, boolean folded, boolean blocks) {
        this.graph = graph;
        this.run = run;
        this.folded = folded;
        this.blocks = blocks;
    }

    /** A drawing of that flow, without states. */
    public static Drawing of(FlowGraph graph) {
        return new Drawing(graph.drawn(), null, true, false);
    }

    /**
     * The same with the states of a run, as they are when the drawing is written.
     *
     * @throws IllegalArgumentException if it is a run of another flow
     */
    public Drawing with(RunView view) {
        if (view.graph().drawn().size() != graph.size() || !view.graph().name().equals(graph.name())) {
            throw new IllegalArgumentException("run \"" + view.name() + "\" is a run of flow \""
                    + view.graph().name() + "\", which is not the flow \"" + graph.name()
                    + "\" that is drawn. Draw the graph of the run: Drawing.of(run.graph()).with(run).");
        }
        return new Drawing(graph, DrawnRun.of(view), folded, blocks);
    }

    /** The same with a box for each node. Mapped nodes stay one box each. */
    public Drawing unfolded() {
        return new Drawing(graph, run, false, blocks);
    }

    /** The same with frames around the blocks of the definition, such as the two sides of a branch. */
    public Drawing withBlocks() {
        return new Drawing(graph, run, folded, true);
    }

    /** The drawing for Graphviz. */
    public String dot() {
        return new DotWriter(picture()).write();
    }

    /** The drawing as a Mermaid flowchart, as Markdown viewers show it. */
    public String mermaid() {
        return new MermaidWriter(picture()).write();
    }

    /** The drawing as an SVG document that needs nothing from outside. */
    public String svg() {
        return new SvgWriter(picture()).write();
    }

    private Picture picture() {
        FlowGraph shown = run == null ? Insides.of(graph, null).graph() : run.graph();
        return Composition.of(shown, run, folded, blocks);
    }
}
