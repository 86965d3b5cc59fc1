package dev.reeve;

import dev.reeve.graph.Body;
import org.jspecify.annotations.NullUnmarked;

/**
 * How a function is called, whatever its number of inputs.
 *
 * @param methodName the method of its interface
 * @param inputs how many it takes
 */
record FunctionCall(Body body, String methodName, int inputs) {
    /** The call of that function. Its type arguments were checked by javac where the task was wired. */
    @NullUnmarked // what goes in and out may be null where the user's own function takes or gives it
    @SuppressWarnings("unchecked")
    static FunctionCall of(TaskFunction function) {
        return switch (function) {
            case Task0<?> f -> call0((Task0<Object>) f);
            case Task1<?, ?> f -> call1((Task1<Object, Object>) f);
            case Task2<?, ?, ?> f -> call2((Task2<Object, Object, Object>) f);
            case Task3<?, ?, ?, ?> f -> call3((Task3<Object, Object, Object, Object>) f);
            case Task4<?, ?, ?, ?, ?> f -> call4((Task4<Object, Object, Object, Object, Object>) f);
            case Task5<?, ?, ?, ?, ?, ?> f -> call5((Task5<Object, Object, Object, Object, Object, Object>) f);
            case Action0 f -> run0(f);
            case Action1<?> f -> run1((Action1<Object>) f);
            case Action2<?, ?> f -> run2((Action2<Object, Object>) f);
            case Action3<?, ?, ?> f -> run3((Action3<Object, Object, Object>) f);
            case Action4<?, ?, ?, ?> f -> run4((Action4<Object, Object, Object, Object>) f);
            case Action5<?, ?, ?, ?, ?> f -> run5((Action5<Object, Object, Object, Object, Object>) f);
        };
    }

    @NullUnmarked
    private static FunctionCall call0(Task0<Object> f) {
        return new FunctionCall(in -> f.call(), "call", 0);
    }

    @NullUnmarked
    private static FunctionCall call1(Task1<Object, Object> f) {
        return new FunctionCall(in -> f.call(in[0]), "call", 1);
    }

    @NullUnmarked
    private static FunctionCall call2(Task2<Object, Object, Object> f) {
        return new FunctionCall(in -> f.call(in[0], in[1]), "call", 2);
    }

    @NullUnmarked
    private static FunctionCall call3(Task3<Object, Object, Object, Object> f) {
        return new FunctionCall(in -> f.call(in[0], in[1], in[2]), "call", 3);
    }

    @NullUnmarked
    private static FunctionCall call4(Task4<Object, Object, Object, Object, Object> f) {
        return new FunctionCall(in -> f.call(in[0], in[1], in[2], in[3]), "call", 4);
    }

    @NullUnmarked
    private static FunctionCall call5(Task5<Object, Object, Object, Object, Object, Object> f) {
        return new FunctionCall(in -> f.call(in[0], in[1], in[2], in[3], in[4]), "call", 5);
    }

    @NullUnmarked
    private static FunctionCall run0(Action0 f) {
        return new FunctionCall(
                in -> {
                    f.run();
                    return null;
                },
                "run",
                0);
    }

    @NullUnmarked
    private static FunctionCall run1(Action1<Object> f) {
        return new FunctionCall(
                in -> {
                    f.run(in[0]);
                    return null;
                },
                "run",
                1);
    }

    @NullUnmarked
    private static FunctionCall run2(Action2<Object, Object> f) {
        return new FunctionCall(
                in -> {
                    f.run(in[0], in[1]);
                    return null;
                },
                "run",
                2);
    }

    @NullUnmarked
    private static FunctionCall run3(Action3<Object, Object, Object> f) {
        return new FunctionCall(
                in -> {
                    f.run(in[0], in[1], in[2]);
                    return null;
                },
                "run",
                3);
    }

    @NullUnmarked
    private static FunctionCall run4(Action4<Object, Object, Object, Object> f) {
        return new FunctionCall(
                in -> {
                    f.run(in[0], in[1], in[2], in[3]);
                    return null;
                },
                "run",
                4);
    }

    @NullUnmarked
    private static FunctionCall run5(Action5<Object, Object, Object, Object, Object> f) {
        return new FunctionCall(
                in -> {
                    f.run(in[0], in[1], in[2], in[3], in[4]);
                    return null;
                },
                "run",
                5);
    }
}
