package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/** Looks for a stored result that takes the place of an attempt. */
final class Lookup extends Work {
    private final Loop loop;
    final Plan.PlannedNode planned;
    final int child;
    final int attempt;
    private final Sources sources;
    private final boolean search;
    /** The attempt of the epoch before whose result may be used; 0 for none. */
    private final int unfinished;

    /** The {@link Lookups#moment()} when it was chosen. */
    final long asOf;

    private boolean adopts;

    Shelf.@Nullable Hit hit;

    Shelf.Reply.@Nullable Wait waits;

    Lookup(Loop loop, Plan.PlannedNode planned, int child, int attempt, Sources sources, int unfinished, long asOf) {
        this.asOf = asOf;
        this.loop = loop;
        this.planned = planned;
        this.child = child;
        this.attempt = attempt;
        this.sources = sources;
        this.search = loop.shelf().searches(planned.node());
        this.unfinished = unfinished;
    }

    /** Whether what it found is what an attempt of the epoch before left. */
    boolean adopts() {
        return adopts;
    }

    @Override
    void execute() {
        TaskContext context =
                new TaskContext(loop.facts(), planned.node(), child, attempt, null, sources.lacking(), () -> false);
        loop.diagnostics().begin(context);
        try {
            if (unfinished > 0) {
                hit = loop.shelf().findUnfinished(planned.node(), context, unfinished);
                adopts = hit != null;
            }
            if (hit == null && search) {
                @Nullable Object[] inputs = Inputs.read(planned, sources.in(context, false));
                hit = loop.shelf().find(planned.node(), inputs, context);
                if (hit == null) {
                    heard(loop.shelf().reserve(planned.node(), inputs, context));
                }
            }
        } catch (Throwable unreadable) { // a part of an input threw: the attempt will say so, with its retries
            hit = null;
        }
    }

    private void heard(Shelf.Reply reply) {
        switch (reply) {
            case Shelf.Reply.Make make -> {}
            case Shelf.Reply.Wait wait -> waits = wait;
            case Shelf.Reply.Take take -> hit = take.hit();
        }
    }

    @Override
    void apply(Run run) {
        run.lookups.ended(this);
    }
}
