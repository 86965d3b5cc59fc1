package dev.reeve.simulation.world;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

/**
 * Virtual threads whose scheduler is ours: each time one may go on, the scheduler is given a piece of it to run. Threads
 * that they start have the same scheduler. The JDK has this, but not yet for all to use.
 */
final class Threads {
    private static final MethodHandle MAKE = find();

    private Threads() {}

    private static MethodHandle find() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                    .findStatic(
                            builders,
                            "newVirtualThread",
                            MethodType.methodType(
                                    Thread.class, Executor.class, String.class, int.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JVM, " + Runtime.version() + ", gives virtual threads no scheduler of ours. Simulations need"
                            + " a JDK 21 to 25 that is started with --add-opens=java.base/java.lang=ALL-UNNAMED"
                            + " -Djdk.trackAllThreads=false",
                    e);
        }
    }

    /** A thread that is not started. */
    static Thread make(Executor scheduler, String name, Runnable task) {
        try {
            return (Thread) MAKE.invokeExact(scheduler, name, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
