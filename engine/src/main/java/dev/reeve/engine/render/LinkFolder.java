package dev.reeve.engine.render;

import dev.reeve.engine.render.Picture.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Makes one line of all dependencies of the same kind between the same two boxes. */
final class LinkFolder {
    private final int parameters;
    private final int mostReaders;
    private final Map<Ends, Bundle> bundles = new LinkedHashMap<>();
    private final Map<Integer, Set<Integer>> readers = new LinkedHashMap<>();
    private final Map<Integer, Set<Integer>> readingBoxes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    /** @param parameters how many boxes are parameters; they come first */
    LinkFolder(int parameters, int mostReaders) {
        this.parameters = parameters;
        this.mostReaders = mostReaders;
    }

    private record Ends(int from, int to, LinkKind kind, String text) {}

    private static final class Bundle {
        private final Set<Integer> sources = new HashSet<>();
        private final Set<Integer> targets = new HashSet<>();
        private int count;
    }

    void add(Wire wire, int from, int to) {
        Ends ends = new Ends(from, to, wire.kind(), BoxText.note(wire.text()));
        Bundle bundle = bundles.computeIfAbsent(ends, key -> new Bundle());
        bundle.sources.add(wire.source());
        bundle.targets.add(wire.target());
        bundle.count++;
        if (wire.parameter()) {
            readers.computeIfAbsent(from, key -> new HashSet<>()).add(wire.target());
            readingBoxes.computeIfAbsent(from, key -> new HashSet<>()).add(to);
        }
    }

    /** @param size how many nodes a box stands for */
    void fold(IntUnaryOperator size) {
        bundles.forEach((ends, bundle) -> {
            if (ends.from() < parameters && hiddenReaders(ends.from()) > 0) {
                return;
            }
            int ofTarget = size.applyAsInt(ends.to());
            boolean oneToOne = ofTarget > 1
                    && bundle.count == ofTarget
                    && bundle.targets.size() == ofTarget
                    && bundle.sources.size() == ofTarget;
            LinkKind kind = oneToOne && ends.kind() == LinkKind.DATA ? LinkKind.EACH : ends.kind();
            links.add(new Link(ends.from(), ends.to(), kind, ends.text(), bundle.count));
        });
    }

    List<Link> links() {
        return links;
    }

    /** How many tasks read a parameter whose lines are left out; 0 if they are drawn. */
    int hiddenReaders(int parameter) {
        return readingBoxes.getOrDefault(parameter, Set.of()).size() > mostReaders
                ? readers.getOrDefault(parameter, Set.of()).size()
                : 0;
    }
}
