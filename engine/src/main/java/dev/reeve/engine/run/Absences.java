package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What task runs had to do without, they or those before them: an input whose task failed or was skipped, children that
 * are left out of a list. A result that was made so is another one than that of whole inputs, and must not be found in
 * its place. The same holds for what people answered, as {@link Dialogue} has it. Told as a text that is the same in each
 * run that lacks the same and where they answered the same; empty where nothing is lacking and nobody was asked. Touched
 * by the role's holder only.
 */
final class Absences {
    private static final String NO_VALUE = "no value";
    private static final String ANSWER = "answer";

    private final Run run;
    private final Shelf shelf;
    /** Whether anybody asks: nothing is kept where no result is stored. */
    private final boolean wanted;
    /** What single task runs were made without; only of those that were made without something. */
    private final ByTaskRun<String> made = new ByTaskRun<>();
    /** What who reads the whole result of a node has to do without; under -1. */
    private final ByTaskRun<String> whole = new ByTaskRun<>();

    private boolean any;

    Absences(Run run, Shelf shelf) {
        this.run = run;
        this.shelf = shelf;
        this.wanted = !shelf.equals(Shelf.NONE);
    }

    /** What that task run, whose upstreams have ended, has to do without, and what it and they were told. */
    String of(int v, int child) {
        if (!wanted || !any && run.dialogue.silent()) {
            return "";
        }
        List<String> lacking = new ArrayList<>(0);
        for (int e = run.edges.upFrom(v); e < run.edges.upFrom(v + 1); e++) {
            EdgeKind kind = run.edges.upKind(e);
            if (kind == EdgeKind.DATA || kind == EdgeKind.EACH) {
                int before = run.edges.up(e);
                boolean one = kind == EdgeKind.EACH && child >= 0 && run.children[before] != null;
                add(lacking, run.graph.node(before).name(), one ? one(before, child) : text(whole, before, -1));
            }
        }
        if (run.graph.node(v).kind() != Kind.APPROVAL) { // whose result the answer is, not made of it
            add(lacking, ANSWER, run.dialogue.of(v, child));
        }
        return told(lacking);
    }

    /** What the value of the whole run was made with beyond its parameters. */
    String ofResult() {
        Input result = run.graph.result();
        if (!wanted || result == null) {
            return "";
        }
        List<String> lacking = new ArrayList<>(0);
        result.forEachNode(v -> add(lacking, run.graph.node(v).name(), text(whole, v, -1)));
        return told(lacking);
    }

    /** A child ended, or was kept from an earlier epoch. */
    void ended(int v, int child) {
        if (wanted) {
            any |= !MappedValues.hasValue(run.state(v, child));
            put(made, v, child, of(v, child));
        }
    }

    /** A node ended, after all its children. */
    void ended(int v) {
        if (!wanted) {
            return;
        }
        Children kids = run.children[v];
        List<String> lacking = new ArrayList<>(0);
        add(lacking, "inputs", of(v, -1));
        if (kids == null) {
            boolean answered = run.graph.node(v).kind() == Kind.APPROVAL;
            add(lacking, ANSWER, answered ? run.dialogue.of(v, -1) : "");
            add(lacking, "itself", MappedValues.hasValue(run.states[v]) ? "" : NO_VALUE);
        } else if (any || !run.dialogue.silent() || kids.successful < kids.width) {
            for (int i = 0; i < kids.width; i++) {
                add(lacking, String.valueOf(i), one(v, i));
            }
        }
        any |= !lacking.isEmpty();
        put(whole, v, -1, told(lacking));
    }

    /** A node that was kept from an earlier epoch has its children again. */
    void childrenKept(int v) {
        Children kids = run.children[v];
        for (int i = 0; wanted && kids != null && i < kids.width; i++) {
            ended(v, i);
        }
    }

    private String one(int v, int child) {
        return MappedValues.hasValue(run.state(v, child)) ? text(made, v, child) : NO_VALUE;
    }

    private static String text(ByTaskRun<String> texts, int v, int child) {
        String text = texts.get(v, child);
        return text == null ? "" : text;
    }

    private static void add(List<String> lacking, String where, String what) {
        if (!what.isEmpty()) {
            lacking.add(where);
            lacking.add(what);
        }
    }

    private String told(List<String> lacking) {
        return lacking.isEmpty() ? "" : shelf.folded(lacking);
    }

    private static void put(ByTaskRun<String> texts, int v, int child, String text) {
        if (!text.isEmpty()) {
            texts.put(v, child, text);
        }
    }
}
