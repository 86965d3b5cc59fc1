package dev.reeve.engine.record;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.spi.Time;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws what may happen to a run, and says it in words that can be compared. */
final class DrawnEvents {
    private DrawnEvents() {}

    /** Something that happened. */
    sealed interface Happening {
        int node();

        int child();

        record Changed(int node, int child, State to, long at) implements Happening {}

        record StoredAt(int node, int child, String key, String hash) implements Happening {}

        record Turned(int node, int child, int turn, String key) implements Happening {}

        record Answered(int node, int child, String by, String answer) implements Happening {}

        record Kept(int node, int child, int attempt, Instant at, Artifact artifact) implements Happening {}

        record Began(int node, int child, String runId) implements Happening {}
    }

    static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(12); // halves of surrogate pairs too
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(-1L << 40, 1L << 40).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Tries> tries() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1000),
                        Arbitraries.integers().between(0, 999))
                .as((attempt, failed) -> new Tries(attempt, failed % attempt));
    }

    static Arbitrary<State> states() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        Arbitrary<Duration> spans = Arbitraries.longs().between(0, 1L << 50).map(Duration::ofNanos);
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(State.Pending.NOW, State.Queued.FIRST, State.Running.FIRST, State.Success.PLAIN),
                instants().map(State.Scheduled::new),
                Combinators.combine(tries(), texts()).as(State.Queued::new),
                Combinators.combine(tries(), texts(), instants().injectNull(0.3))
                        .as(State.Paused::new),
                Combinators.combine(tries(), instants(), texts()).as(State.Retrying::new),
                tries().map(State.Running::new),
                counts.map(State.Mapped::new),
                Combinators.combine(tries(), texts()).as(State.Cancelling::new),
                texts().map(State.Success::new),
                texts().map(State.Cached::new),
                texts().map(State.Skipped::new),
                Combinators.combine(texts(), texts(), counts)
                        .as((type, message, attempts) -> new State.Failed(new Failure(type, message, null), attempts)),
                Combinators.combine(spans, counts).as(State.TimedOut::new),
                texts().map(State.TriggerFailed::new),
                Combinators.combine(texts(), counts).as(State.Crashed::new),
                texts().map(State.Cancelled::new)));
    }

    private static Arbitrary<Artifact> artifacts() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(names, texts()).as(Artifact::markdown),
                Combinators.combine(names, texts(), texts())
                        .as((name, a, b) ->
                                Artifact.table(name, List.of("x", "y"), List.of(List.of(a, b), List.of(b, a)))),
                names.map(name -> Artifact.link(name, URI.create("https://example.org/" + name))),
                Combinators.combine(
                                names, Arbitraries.bytes().array(byte[].class).ofMaxSize(9))
                        .as((name, bytes) -> Artifact.image(name, "image/png", bytes))));
    }

    static Arbitrary<Happening> happenings() {
        Arbitrary<Integer> nodes = Arbitraries.integers().between(-1, Integer.MAX_VALUE);
        Arbitrary<Integer> children = Arbitraries.integers().between(-1, Integer.MAX_VALUE);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        Arbitrary<String> hashes = Arbitraries.oneOf(
                texts(), Arbitraries.strings().withChars("0123456789abcdef").ofLength(64));
        Arbitrary<Long> times = Arbitraries.longs().between(-1L << 60, 1L << 60);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(nodes, children, states(), times).as(Happening.Changed::new),
                Combinators.combine(nodes, children, texts(), hashes).as(Happening.StoredAt::new),
                Combinators.combine(nodes, children, counts, texts()).as(Happening.Turned::new),
                Combinators.combine(nodes, children, texts(), texts()).as(Happening.Answered::new),
                Combinators.combine(nodes, children, counts, instants(), artifacts())
                        .as(Happening.Kept::new),
                Combinators.combine(nodes, children, texts()).as(Happening.Began::new)));
    }

    static void write(Happening happening, EventWriter writer, Bytes out) {
        switch (happening) {
            case Happening.Changed e -> writer.changed(e.node(), e.child(), e.to(), Time.instant(e.at()), out);
            case Happening.StoredAt e -> writer.stored(e.node(), e.child(), e.key(), e.hash(), out);
            case Happening.Turned e -> writer.turned(e.node(), e.child(), e.turn(), e.key(), "", out);
            case Happening.Answered e -> writer.answered(e.node(), e.child(), e.by(), e.answer(), out);
            case Happening.Kept e ->
                writer.artifact(e.node(), new TaskArtifact("t", e.child(), e.attempt(), e.at(), e.artifact()), out);
            case Happening.Began e -> writer.began(e.node(), e.child(), e.runId(), out);
        }
    }

    /** Collects what is read. */
    static final class Collected implements EventReader.Events {
        final List<Happening> happenings = new ArrayList<>();

        @Override
        public void changed(int node, int child, State to, long at) {
            happenings.add(new Happening.Changed(node, child, to, at));
        }

        @Override
        public void stored(int node, int child, String key, String hash) {
            happenings.add(new Happening.StoredAt(node, child, key, hash));
        }

        @Override
        public void turned(int node, int child, int turn, String key, String hash) {
            happenings.add(new Happening.Turned(node, child, turn, key));
        }

        @Override
        public void answered(int node, int child, String by, String answer) {
            happenings.add(new Happening.Answered(node, child, by, answer));
        }

        @Override
        public void artifact(int node, int child, int attempt, Instant at, Artifact artifact) {
            happenings.add(new Happening.Kept(node, child, attempt, at, artifact));
        }

        @Override
        public void began(int node, int child, String runId) {
            happenings.add(new Happening.Began(node, child, runId));
        }
    }
}
