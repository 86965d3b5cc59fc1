package dev.reeve.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and {@code kill}, each of which may mean something else than the one before.
 *
 * <p>A shutdown hook would not do: while it waits for tasks to end, the JVM swallows every further Ctrl-C. The class
 * that can tell is {@code sun.misc.Signal}, of the module {@code jdk.unsupported}; where it is missing, Ctrl-C stops
 * the process at once.
 */
public final class Interrupts {
    private record Replaced(Object signal, Object handler) {}

    private final List<Replaced> replaced;

    private Interrupts(List<Replaced> replaced) {
        this.replaced = replaced;
    }

    /** Listens until it is closed. The n-th signal runs the n-th action, or the last, in a thread of the JVM's. */
    public static Interrupts listen(List<Runnable> actions) {
        AtomicInteger count = new AtomicInteger();
        Runnable action = () -> actions.get(Math.min(count.getAndIncrement(), actions.size() - 1))
                .run();
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
                Interrupts.class.getClassLoader(),
                new Class<?>[] {handlers},
                (self, method, arguments) -> answer(method, arguments, action));
        Method handle = signals().getMethod("handle", signals(), handlers);
        return new Replaced(signal, handle.invoke(null, signal, handler));
    }

    private static @Nullable Object answer(Method method, @Nullable Object @Nullable [] arguments, Runnable action)
            throws ReflectiveOperationException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(action, arguments);
        }
        action.run();
        return null;
    }

    private static Class<?> signals() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }

    /** Gives the signals back to whoever had them. */
    public void close() {
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
