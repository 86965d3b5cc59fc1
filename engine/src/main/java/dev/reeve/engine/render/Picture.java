package dev.reeve.engine.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn, whatever the format. All texts are clean and short enough to be shown.
 *
 * @param subtitle the run and its state, or what the flow is for; may be empty
 */
record Picture(String title, String subtitle, List<Box> boxes, List<Link> links, List<Block> blocks) {
    Picture {
        boxes = List.copyOf(boxes);
        links = List.copyOf(links);
        blocks = List.copyOf(blocks);
    }

    /** What a box stands for. */
    enum Shape {
        PARAMETER,
        TASK,
        /** Several tasks or the children of a mapped one. */
        MANY,
        MERGE
    }

    /**
     * A box.
     *
     * @param label its name, cut
     * @param count what is added to the name: {@code x 12}, {@code [0..99]}; empty for a single one
     * @param conditions what has to hold for it to run, for people
     * @param notes further lines, from the kind to the state
     * @param tooltip all there is to say, lines separated by line feeds
     * @param look null without a run
     */
    record Box(
            Shape shape,
            String label,
            String count,
            List<String> conditions,
            List<String> notes,
            String tooltip,
            @Nullable Look look) {
        Box {
            conditions = List.copyOf(conditions);
            notes = List.copyOf(notes);
        }

        String heading() {
            return count.isEmpty() ? label : label + " " + count;
        }
    }

    /**
     * A line between two boxes, given by their indexes.
     *
     * @param text its condition; empty if it has none
     * @param count how many dependencies it stands for
     */
    record Link(int from, int to, LinkKind kind, String text, int count) {}

    /** A block of the definition: its name, the boxes right in it, the blocks in it. */
    record Block(String name, List<Integer> boxes, List<Block> blocks) {
        Block {
            boxes = List.copyOf(boxes);
            blocks = List.copyOf(blocks);
        }
    }
}
