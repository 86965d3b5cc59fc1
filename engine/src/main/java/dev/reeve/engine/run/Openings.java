package dev.reeve.engine.run;

import java.util.BitSet;
import java.util.Set;

/** What was found out about nodes before they may run, beside their states. Touched by the role's holder only. */
final class Openings {
    private final BitSet resumed = new BitSet();
    private final BitSet asWhole = new BitSet();
    private final BitSet toMap = new BitSet();

    /** {@code resumed} names the tasks that a person let run before they asked. */
    Openings(Plan plan, Set<String> resumed) {
        for (String task : resumed) {
            plan.graph().node(task).ifPresent(node -> this.resumed.set(node.index()));
        }
    }

    /** Whether a person let it run before it asked. */
    boolean resumed(int v) {
        return resumed.get(v);
    }

    /** A mapped node is decided on as others are, once all its upstreams ended: there may be no child to ask. */
    void decideAsWhole(int v) {
        asWhole.set(v);
    }

    /** Whether a mapped node is decided on as others are. */
    boolean asWhole(int v) {
        return asWhole.get(v);
    }

    /** It was decided on as others are, and nothing keeps it from being mapped. */
    void map(int v) {
        toMap.set(v);
    }

    /** Whether a mapped node that waits may be mapped, as far as is known. */
    boolean mayMap(int v) {
        return !asWhole.get(v) || toMap.get(v);
    }
}
