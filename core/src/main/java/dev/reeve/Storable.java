package dev.reeve;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Which types no serializer can store, because their values are tied to this process or can be read only once. */
final class Storable {
    private static final List<Class<?>> BOUND = List.of(
            InputStream.class,
            OutputStream.class,
            Reader.class,
            Writer.class,
            BaseStream.class,
            Iterator.class,
            Spliterator.class,
            Thread.class,
            ThreadLocal.class,
            Future.class,
            CompletionStage.class,
            Executor.class,
            Lock.class,
            Channel.class,
            Socket.class,
            ServerSocket.class,
            Process.class,
            ClassLoader.class,
            Secret.class,
            TaskRun.class);

    /** By name, so that this works without the module java.sql. */
    private static final Set<String> BOUND_NAMES =
            Set.of("java.sql.Connection", "java.sql.Statement", "java.sql.ResultSet", "javax.sql.DataSource");

    private Storable() {}

    /** The type, or the part of it, that cannot be stored; empty if nothing is known against it. */
    static Optional<Type> obstacle(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Optional<Type> inside = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(Storable::obstacle)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (inside.isPresent() && !bound(ValueTypes.raw(type))) {
                return inside;
            }
        }
        Class<?> raw = ValueTypes.raw(type);
        while (raw.isArray()) {
            raw = raw.componentType();
        }
        return bound(raw) ? Optional.of(raw) : Optional.empty();
    }

    private static boolean bound(Class<?> type) {
        return BOUND.stream().anyMatch(known -> known.isAssignableFrom(type)) || named(type);
    }

    private static boolean named(@Nullable Class<?> type) {
        return type != null
                && (BOUND_NAMES.contains(type.getName())
                        || named(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(Storable::named));
    }
}
