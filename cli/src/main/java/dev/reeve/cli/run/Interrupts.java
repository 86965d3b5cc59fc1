package dev.reeve.cli.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and {@code kill}. The first asks, the second stops the process at once.
 *
 * <p>A shutdown hook would not do: while it waits for tasks to end, the JVM swallows every further Ctrl-C. The class
 * that can tell is {@code sun.misc.Signal}, of the module {@code jdk.unsupported}; where it is missing, Ctrl-C stops
 * the process at once.
 */
final class Interrupts {
    private record Replaced(Object signal, Object handler) {}

    private final List<Replaced> replaced;

    private Interrupts(List<Replaced> replaced) {
        this.replaced = replaced;
    }

    /** Listens until it is closed. {@code first} and {@code second} are called by a thread of the JVM's. */
    static Interrupts listen(Runnable first, Runnable second) {
        AtomicInteger count = new AtomicInteger();
        Runnable action = () -> (count.getAndIncrement() == 0 ? first : second).run();
        try {
            return new Interrupts(List.of(replace("INT", action), replace("TERM", action)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return new Interrupts(List.of()); // this JVM has no such signals to listen to
        }
    }

    private static Replaced replace(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object signal = signals().getConstructor(String.class).newInstance(name);
        Object handler = Proxy.newProxyInstance(
                Interrupts.class.getClassLoader(), new Class<?>[] {handlers}, (self, method, arguments) ->
                        answer(self, method, arguments, action));
        Method handle = signals().getMethod("handle", signals(), handlers);
        return new Replaced(signal, handle.invoke(null, signal, handler));
    }

    private static @Nullable Object answer(
            Object self, Method method, @Nullable Object @Nullable [] arguments, Runnable action) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "reeve's handler";
            default -> {
                action.run();
                yield null;
            }
        };
    }

    private static Class<?> signals() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }

    /** Gives the signals back to whoever had them. */
    void close() {
        for (Replaced each : replaced) {
            try {
                Class<?> handlers = Class.forName("sun.misc.SignalHandler");
                signals().getMethod("handle", signals(), handlers).invoke(null, each.signal(), each.handler());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal that was listened to can be given back", e);
            }
        }
    }
}
