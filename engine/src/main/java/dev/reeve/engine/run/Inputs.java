package dev.reeve.engine.run;

import dev.reeve.Signal;
import dev.reeve.graph.GraphNode;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** What goes into a function, and what a function says comes out of it. */
final class Inputs {
    private Inputs() {}

    /** The values of a node's inputs. In place of what is absent stands what a function sees; a merge sees absence. */
    static @Nullable Object[] read(Plan.PlannedNode planned, Sources sources) throws Exception {
        Reader[] readers = planned.inputs();
        if (readers.length == 0) {
            return Sources.NOTHING;
        }
        @Nullable Object[] inputs = new @Nullable Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            Object value = readers[i].read(sources);
            inputs[i] = value instanceof Absent && !Plan.merges(planned.node()) ? planned.absent()[i] : value;
        }
        return inputs;
    }

    /** The value of a merge: its first branch, in the order of its arguments, that has one, be it null. */
    static @Nullable Object firstBranch(@Nullable Object[] branches) {
        for (Object branch : branches) {
            if (!(branch instanceof Absent)) {
                return branch;
            }
        }
        throw Signal.skip("no branch has a value");
    }

    /** The value that a function signalled, if it is of the type that the function declares. */
    static @Nullable Object checked(GraphNode node, Signal.Succeed signal) {
        Object value = signal.value();
        Class<?> declared = raw(node.function().resultType());
        if (value != null
                && node.hasValue()
                && declared != null
                && !MethodType.methodType(declared).wrap().returnType().isInstance(value)) {
            throw new ClassCastException(
                    "Signal.success got a " + value.getClass().getName() + ", but "
                            + node.function().text() + " declares " + declared.getName());
        }
        return value;
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> declared ? declared : null;
    }
}
