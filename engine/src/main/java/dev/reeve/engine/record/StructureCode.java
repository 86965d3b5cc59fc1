package dev.reeve.engine.record;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Structures as bytes, each text once, for many nodes share some. The numbers of kinds are
 * part of the format.
 */
final class StructureCode {
    private final Bytes texts = new Bytes(1 << 12);
    private final Bytes nodes = new Bytes(1 << 12);
    private final Map<String, Integer> places = new HashMap<>();

    private StructureCode() {}

    static Bytes write(Structure structure) {
        StructureCode code = new StructureCode();
        structure.nodes().forEach(code::node);
        code.assets(structure.nodes());
        Bytes out = new Bytes(code.texts.length + code.nodes.length + 64);
        out.text(structure.flow());
        out.number(code.places.size());
        out.bytes(code.texts.array, 0, code.texts.length);
        out.number(structure.nodes().size());
        out.bytes(code.nodes.array, 0, code.nodes.length);
        return out;
    }

    private void node(Structure.Node node) {
        text(node.name());
        nodes.octet(kind(node.kind()));
        nodes.octet((node.comparable() ? 1 : 0) | (node.reference() ? 2 : 0) | (node.hasValue() ? 4 : 0));
        text(node.function());
        text(node.code());
        texts(node.inputs());
        nodes.number(node.upstreams().size());
        for (Structure.Upstream upstream : node.upstreams()) {
            text(upstream.name());
            nodes.octet(edge(upstream.kind()));
        }
        texts(node.conditions());
        text(node.trigger());
        text(node.settings());
        texts(node.parameters());
        texts(node.tags());
        text(node.target());
    }

    /** Behind all nodes, where older records end: nothing if no node names any. */
    private void assets(List<Structure.Node> all) {
        int[] naming = IntStream.range(0, all.size())
                .filter(i ->
                        !all.get(i).reads().isEmpty() || !all.get(i).produces().isEmpty())
                .toArray();
        if (naming.length > 0) {
            nodes.number(naming.length);
        }
        for (int place : naming) {
            nodes.number(place);
            texts(all.get(place).reads());
            texts(all.get(place).produces());
        }
    }

    private void text(String text) {
        Integer place = places.get(text);
        if (place == null) {
            place = places.size();
            places.put(text, place);
            texts.text(text);
        }
        nodes.number(place);
    }

    private void texts(List<String> list) {
        nodes.number(list.size());
        list.forEach(this::text);
    }

    private static int kind(Kind kind) {
        return switch (kind) {
            case TASK -> 0;
            case MAP -> 1;
            case MERGE -> 2;
            case LOOP -> 3;
            case DYNAMIC -> 4;
            case OPEN -> 5;
            case CLOSE -> 6;
            case SUBFLOW -> 7;
            case APPROVAL -> 8;
            case FAN_OUT -> 9;
        };
    }

    private static int edge(EdgeKind kind) {
        return switch (kind) {
            case DATA -> 0;
            case EACH -> 1;
            case ORDER -> 2;
            case GUARD -> 3;
        };
    }

    static Structure read(Scan in) throws DamagedRecordException {
        String flow = in.text();
        int count = in.index();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        int size = in.index();
        List<Structure.Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(readNode(in, texts));
        }
        int naming = in.hasMore() ? in.index() : 0;
        for (int i = 0; i < naming; i++) {
            int place = in.index();
            if (place >= size) {
                throw new DamagedRecordException("there is no node " + place);
            }
            nodes.set(place, nodes.get(place).withAssets(texts(in, texts), texts(in, texts)));
        }
        return new Structure(flow, nodes);
    }

    private static Structure.Node readNode(Scan in, List<String> texts) throws DamagedRecordException {
        String name = text(in, texts);
        Kind kind = one(Kind.values(), StructureCode::kind, in.octet());
        int flags = in.octet();
        String function = text(in, texts);
        String code = text(in, texts);
        List<String> inputs = texts(in, texts);
        int count = in.index();
        List<Structure.Upstream> upstreams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            upstreams.add(
                    new Structure.Upstream(text(in, texts), one(EdgeKind.values(), StructureCode::edge, in.octet())));
        }
        return new Structure.Node(
                name,
                kind,
                function,
                code,
                inputs,
                (flags & 1) != 0,
                upstreams,
                texts(in, texts),
                text(in, texts),
                text(in, texts),
                texts(in, texts),
                texts(in, texts),
                text(in, texts),
                (flags & 2) != 0,
                (flags & 4) != 0,
                List.of(),
                List.of());
    }

    private static <E> E one(E[] all, ToIntFunction<E> number, int wanted) throws DamagedRecordException {
        for (E one : all) {
            if (number.applyAsInt(one) == wanted) {
                return one;
            }
        }
        throw new DamagedRecordException("there is no kind " + wanted);
    }

    private static String text(Scan in, List<String> texts) throws DamagedRecordException {
        int place = in.index();
        if (place >= texts.size()) {
            throw new DamagedRecordException("there is no text " + place);
        }
        return texts.get(place);
    }

    private static List<String> texts(Scan in, List<String> texts) throws DamagedRecordException {
        int count = in.index();
        List<String> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(text(in, texts));
        }
        return list;
    }
}
