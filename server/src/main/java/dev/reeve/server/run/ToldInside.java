package dev.reeve.server.run;

import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.api.InnerRun;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.InnerRun.InnerFlow;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.registry.Structures;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events of a run and of the runs that tasks of it are, as the ledger keeps them. Runners name such a run by the identifier
 * of the run that was claimed and a path behind it: {@code ROOT.load.1}.
 */
public final class ToldInside {
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_PATH = 200_000;

    private final UUID root;
    private final Written written;

    /** Where what flows look like is written. */
    interface Written {
        InnerFlow flow(String name, FlowStructure structure);
    }

    ToldInside(UUID root, Written written) {
        this.root = root;
        this.written = written;
    }

    /** The entry that an event is; {@code at} is the pointer to it. */
    Entry entry(Event event, String at) {
        String within = event.within();
        InnerRun inner = event.inner();
        if (inner != null && (event.kind() != EventKind.OPENED || within == null)) {
            throw ProblemException.invalid(Pointer.of(at, "inner"), "is told by a run that begins within another one.");
        }
        if (within == null) {
            return Told.entry(event, at);
        }
        UUID run = run(root, within, Pointer.of(at, "within"));
        if (event.kind() != EventKind.OPENED) {
            return new Entry.Within(run, Told.entry(event.alone(), at));
        }
        if (inner == null) {
            throw ProblemException.invalid(Pointer.of(at, "inner"), "is missing.");
        }
        return new Entry.Opened(
                opened(run, path(root, within, at), inner, Pointer.of(at, "inner")),
                WireJson.text(event.alone()),
                event.at());
    }

    private dev.reeve.server.ledger.InnerRun opened(UUID run, String path, InnerRun inner, String at) {
        new Fields()
                .filled(Pointer.of(at, "flow"), inner.flow(), LONGEST_NAME)
                .text(Pointer.of(at, "name"), inner.name(), LONGEST_PATH)
                .done();
        FlowStructure structure = Structures.checked(inner.graph(), Pointer.of(at, "graph"));
        UUID parent = inner.parent() == null ? root : run(root, inner.parent(), Pointer.of(at, "parent"));
        return new dev.reeve.server.ledger.InnerRun(
                run,
                path,
                new TaskKey.InRun(parent, new TaskKey(inner.node(), inner.child())),
                inner.attempt(),
                inner.name(),
                written.flow(inner.flow(), structure));
    }

    /** The run that a runner names so; {@code at} is the pointer to the name. Null: the one that it claimed. */
    public static @Nullable UUID runOrRoot(UUID root, @Nullable String within, String at) {
        return within == null ? null : run(root, within, at);
    }

    private static UUID run(UUID root, String within, String at) {
        return RunIds.inner(root, path(root, within, at));
    }

    private static String path(UUID root, String within, String at) {
        String prefix = root + ".";
        if (!within.startsWith(prefix) || within.length() == prefix.length() || within.length() > LONGEST_PATH) {
            throw ProblemException.invalid(
                    at, "must be " + prefix + "TASK.ATTEMPT, and not longer than " + LONGEST_PATH + ".");
        }
        return within.substring(prefix.length());
    }
}
