package dev.reeve;

import dev.reeve.graph.Body;
import org.jspecify.annotations.NullUnmarked;

/**
 * How a function is called, whatever its number of inputs. Which of the overloads makes it is for javac to choose, so
 * that no switch over twelve types is needed when a flow is defined.
 *
 * @param methodName the method of its interface
 * @param inputs how many it takes
 */
@NullUnmarked // what goes in and out may be null where the user's own function takes or gives it
record FunctionCall(TaskFunction function, Body body, String methodName, int inputs) {
    /** For a function of which only the object is known. */
    static FunctionCall of(TaskFunction function) {
        return switch (function) {
            case Task0<?> f -> task(f);
            case Task1<?, ?> f -> task(f);
            case Task2<?, ?, ?> f -> task(f);
            case Task3<?, ?, ?, ?> f -> task(f);
            case Task4<?, ?, ?, ?, ?> f -> task(f);
            case Task5<?, ?, ?, ?, ?, ?> f -> task(f);
            case Action0 f -> action(f);
            case Action1<?> f -> action(f);
            case Action2<?, ?> f -> action(f);
            case Action3<?, ?, ?> f -> action(f);
            case Action4<?, ?, ?, ?> f -> action(f);
            case Action5<?, ?, ?, ?, ?> f -> action(f);
        };
    }

    static FunctionCall task(Task0<?> f) {
        return new FunctionCall(f, in -> f.call(), "call", 0);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall task(Task1<?, ?> function) {
        Task1<Object, Object> f = (Task1<Object, Object>) function;
        return new FunctionCall(f, in -> f.call(in[0]), "call", 1);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall task(Task2<?, ?, ?> function) {
        Task2<Object, Object, Object> f = (Task2<Object, Object, Object>) function;
        return new FunctionCall(f, in -> f.call(in[0], in[1]), "call", 2);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall task(Task3<?, ?, ?, ?> function) {
        Task3<Object, Object, Object, Object> f = (Task3<Object, Object, Object, Object>) function;
        return new FunctionCall(f, in -> f.call(in[0], in[1], in[2]), "call", 3);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall task(Task4<?, ?, ?, ?, ?> function) {
        Task4<Object, Object, Object, Object, Object> f = (Task4<Object, Object, Object, Object, Object>) function;
        return new FunctionCall(f, in -> f.call(in[0], in[1], in[2], in[3]), "call", 4);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall task(Task5<?, ?, ?, ?, ?, ?> function) {
        Task5<Object, Object, Object, Object, Object, Object> f =
                (Task5<Object, Object, Object, Object, Object, Object>) function;
        return new FunctionCall(f, in -> f.call(in[0], in[1], in[2], in[3], in[4]), "call", 5);
    }

    static FunctionCall action(Action0 f) {
        return new FunctionCall(
                f,
                in -> {
                    f.run();
                    return null;
                },
                "run",
                0);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall action(Action1<?> function) {
        Action1<Object> f = (Action1<Object>) function;
        return new FunctionCall(
                f,
                in -> {
                    f.run(in[0]);
                    return null;
                },
                "run",
                1);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall action(Action2<?, ?> function) {
        Action2<Object, Object> f = (Action2<Object, Object>) function;
        return new FunctionCall(
                f,
                in -> {
                    f.run(in[0], in[1]);
                    return null;
                },
                "run",
                2);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall action(Action3<?, ?, ?> function) {
        Action3<Object, Object, Object> f = (Action3<Object, Object, Object>) function;
        return new FunctionCall(
                f,
                in -> {
                    f.run(in[0], in[1], in[2]);
                    return null;
                },
                "run",
                3);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall action(Action4<?, ?, ?, ?> function) {
        Action4<Object, Object, Object, Object> f = (Action4<Object, Object, Object, Object>) function;
        return new FunctionCall(
                f,
                in -> {
                    f.run(in[0], in[1], in[2], in[3]);
                    return null;
                },
                "run",
                4);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the task was wired
    static FunctionCall action(Action5<?, ?, ?, ?, ?> function) {
        Action5<Object, Object, Object, Object, Object> f = (Action5<Object, Object, Object, Object, Object>) function;
        return new FunctionCall(
                f,
                in -> {
                    f.run(in[0], in[1], in[2], in[3], in[4]);
                    return null;
                },
                "run",
                5);
    }
}
