package dev.reeve.engine.run;

import dev.reeve.engine.spill.KeptList;
import dev.reeve.graph.Comparison;
import dev.reeve.graph.Component;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.spi.RemoteValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * How an input of a node is read, with places in place of names. May run user code (parts, {@code equals}), so it is
 * used by workers only.
 */
@FunctionalInterface
interface Reader {
    /** The input's value; an {@link Absent} if a task that it reads has none. */
    @Nullable
    Object read(Sources sources) throws Exception;

    /** Readers for the inputs of {@code node}, in order. */
    static Reader[] inputsOf(FlowGraph graph, GraphNode node) {
        Reader[] readers = new Reader[node.inputs().size()];
        if (readers.length == 0) {
            return readers;
        }
        Compiler compiler = Compiler.of(graph, node, !Plan.merges(node));
        for (int i = 0; i < readers.length; i++) {
            Input input = node.inputs().get(i);
            int partner = Alignment.partner(graph, input);
            boolean childByChild = partner >= 0 && Alignment.childByChild(graph, node, partner);
            readers[i] = input instanceof Input.Each each
                    ? compiler.each(each, i, childByChild ? compiler.place(partner) : -1)
                    : compiler.input(input);
        }
        return readers;
    }

    /** A reader for each condition of {@code node}. */
    static Reader[] conditionsOf(FlowGraph graph, GraphNode node) {
        Reader[] readers = new Reader[node.guards().size()];
        if (readers.length == 0) {
            return readers;
        }
        Compiler compiler = Compiler.of(graph, node, false);
        for (int i = 0; i < readers.length; i++) {
            readers[i] = compiler.value(node.guards().get(i).condition());
        }
        return readers;
    }

    /** Readers for the lists of a mapped node that are not aligned with another one's children; null where one is. */
    static @Nullable Reader[] listsOf(FlowGraph graph, GraphNode node) {
        Compiler compiler = Compiler.of(graph, node, true);
        @Nullable Reader[] readers = new @Nullable Reader[node.inputs().size()];
        for (int i = 0; i < readers.length; i++) {
            Input input = node.inputs().get(i);
            if (input instanceof Input.Each each && Alignment.partner(graph, input) < 0) {
                readers[i] = each.list() instanceof Input.FromNode from
                        ? compiler.list(compiler.place(from.node()))
                        : compiler.value(each.list());
            }
        }
        return readers;
    }

    /** Turns inputs into readers for one node. */
    final class Compiler {
        private final String reads;
        private final int[] upstreams;
        private final boolean readsEmptyLists;

        /**
         * What compiles for one reader.
         *
         * @param upstreams the nodes whose values stand among the sources, in that order
         * @param readsEmptyLists whether a mapped task without a child that was not skipped is read as an empty list;
         *     else it is absent, as for merges and conditions, which ask whether there is something
         */
        Compiler(String reads, int[] upstreams, boolean readsEmptyLists) {
            this.reads = reads;
            this.upstreams = upstreams;
            this.readsEmptyLists = readsEmptyLists;
        }

        private static Compiler of(FlowGraph graph, GraphNode node, boolean readsEmptyLists) {
            Edges edges = graph.edges();
            int[] upstreams = new int[edges.upCount(node.index())];
            for (int i = 0; i < upstreams.length; i++) {
                upstreams[i] = edges.up(edges.upFrom(node.index()) + i);
            }
            return new Compiler("task \"" + node.name() + "\"", upstreams, readsEmptyLists);
        }

        /** Where among the sources the value of that node stands. */
        private int place(int node) {
            for (int i = 0; i < upstreams.length; i++) {
                if (upstreams[i] == node) {
                    return i;
                }
            }
            throw new NoSuchElementException("node " + node + " is not upstream of " + reads);
        }

        /** An input of a function, which may go to another process as what stands for it. */
        private Reader input(Input input) {
            if (!(input instanceof Input.FromNode from)) {
                return value(input);
            }
            int at = place(from.node());
            return sources -> {
                Object value = sources.input(at);
                return readsEmptyLists && value == Absent.NO_CHILD ? List.of() : value;
            };
        }

        Reader value(Input input) {
            if (input instanceof Input.FromNode from) { // the most; spares a small flow the switch and its classes
                return upstream(from);
            }
            return switch (input) {
                case Input.Constant i -> sources -> i.value();
                case Input.FromParameter i -> sources -> sources.parameter(i.parameter());
                case Input.FromNode i -> upstream(i);
                case Input.Part i -> part(value(i.source()), i.component());
                case Input.All i -> all(i.parts());
                case Input.Flat i -> flat(value(i.lists()));
                case Input.Equal i -> {
                    Reader source = value(i.source());
                    yield sources -> {
                        Object value = source.read(sources);
                        return value instanceof Absent ? value : Comparison.equal(value, i.constant());
                    };
                }
                case Input.Context i -> Sources::context;
                case Input.FromSecret i -> sources -> sources.secret(i.name());
                case Input.When i -> when(i);
                case Input.Each i -> throw misplaced("each(..)");
                case Input.Element i -> throw misplaced("the element of a block");
            };
        }

        /** The result of a task as what is mapped over. */
        private Reader list(int at) {
            return sources -> {
                Object value = sources.list(at);
                return value == Absent.NO_CHILD ? List.of() : value;
            };
        }

        private Reader upstream(Input.FromNode from) {
            int at = place(from.node());
            if (!readsEmptyLists) {
                return sources -> sources.upstream(at);
            }
            return sources -> {
                Object value = sources.upstream(at);
                return value == Absent.NO_CHILD ? List.of() : value;
            };
        }

        /** Several inputs as one list; what is absent is left out, but a list is there although nothing is in it. */
        private Reader all(List<Input> inputs) {
            Compiler reading = new Compiler(reads, upstreams, true);
            Reader[] parts = inputs.stream().map(reading::member).toArray(Reader[]::new);
            return sources -> {
                List<@Nullable Object> values = new ArrayList<>(parts.length);
                for (Reader part : parts) {
                    Object value = part.read(sources);
                    if (!(value instanceof Absent)) {
                        values.add(value);
                    }
                }
                return new KeptList(values.toArray(), -1, null);
            };
        }

        /** What is not in memory is brought when it is taken out of the list. */
        private Reader member(Input input) {
            if (input instanceof Input.FromNode from) {
                int at = place(from.node());
                return sources -> {
                    Object cell = sources.cell(at);
                    return cell == Absent.NO_CHILD ? List.of() : cell;
                };
            }
            return value(input);
        }

        private IllegalStateException misplaced(String what) {
            return new IllegalStateException(reads + " reads " + what + " where none can be");
        }

        /** {@code aligned} is where the value of the child of the same index stands; -1 if it is taken from a list. */
        private Reader each(Input.Each each, int index, int aligned) {
            Component[] path = each.path().toArray(Component[]::new);
            if (path.length == 0) {
                return sources -> aligned >= 0 ? sources.input(aligned) : sources.element(index);
            }
            return sources -> {
                Object value = aligned >= 0 ? sources.upstream(aligned) : sources.element(index);
                value = value instanceof RemoteValue remote ? remote.bring() : value;
                for (int i = 0; i < path.length && !(value instanceof Absent); i++) {
                    value = path[i].of(value);
                }
                return value;
            };
        }

        private Reader when(Input.When when) {
            Reader source = value(when.source());
            Reader condition = value(when.guard().condition());
            Guard guard = when.guard();
            return sources -> Conditions.holds(guard, condition.read(sources)) ? source.read(sources) : Absent.SKIPPED;
        }
    }

    private static Reader part(Reader source, Component component) {
        return sources -> {
            Object whole = source.read(sources);
            return whole instanceof Absent ? whole : component.of(whole);
        };
    }

    private static Reader flat(Reader lists) {
        return sources -> {
            Object value = lists.read(sources);
            if (value instanceof Absent) {
                return value;
            }
            List<@Nullable Object> flat = new ArrayList<>();
            for (Object list : Lists.of(value, "flatten(..)")) {
                flat.addAll(Lists.of(list, "an element of flatten(..)"));
            }
            return Collections.unmodifiableList(flat);
        };
    }
}
