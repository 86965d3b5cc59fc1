package dev.reeve.benchmarks.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobAdapter;
import org.apache.ignite.compute.ComputeJobResult;
import org.apache.ignite.compute.ComputeTaskAdapter;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;

/**
 * Functions called on the same workers as a program without Reeve would: over the grid itself, with bytes of its own there
 * and back, as the grid cannot write records, and one call at a time for each worker.
 */
final class RawCalls {
    private final List<IgniteCompute> workers;
    private final byte[] call;

    /** What is called. */
    interface Function extends Serializable {
        int call(int number);
    }

    private record Sent(Function function, int number) implements Serializable {}

    /** Over the node of this process, which a run on its cluster has started. */
    RawCalls(Function function, int number) throws IOException {
        Ignite ignite = Ignition.allGrids().getFirst();
        workers = ignite.cluster().nodes().stream()
                .filter(node -> !node.isLocal())
                .map(node -> ignite.compute(ignite.cluster().forNode(node)).withNoFailover())
                .toList();
        call = bytes(new Sent(function, number));
    }

    /** Calls it so often, and waits until all are over. */
    void run(int times) throws InterruptedException {
        Round round = new Round(times);
        workers.forEach(round::next);
        round.ended.await();
        RuntimeException failure = round.failure.get();
        if (failure != null) {
            throw failure;
        }
    }

    private final class Round {
        final AtomicInteger left;
        final CountDownLatch ended = new CountDownLatch(workers.size());
        final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

        Round(int times) {
            left = new AtomicInteger(times);
        }

        void next(IgniteCompute worker) {
            if (left.getAndDecrement() <= 0 || failure.get() != null) {
                ended.countDown();
                return;
            }
            worker.executeAsync(new Task(), call).listen(future -> over(worker, future));
        }

        private void over(IgniteCompute worker, IgniteFuture<byte[]> future) {
            try {
                Object result = value(future.get(), RawCalls.class.getClassLoader());
                Sitting.require(result instanceof Integer, "a call came to " + result);
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
            }
            next(worker);
        }
    }

    private static final class Task extends ComputeTaskAdapter<byte[], byte[]> {
        private static final long serialVersionUID = 1;

        @Override
        public Map<? extends ComputeJob, ClusterNode> map(List<ClusterNode> nodes, byte @Nullable [] call) {
            return Map.of(new Job(Objects.requireNonNull(call)), nodes.getFirst());
        }

        @Override
        public byte[] reduce(List<ComputeJobResult> results) {
            return results.getFirst().getData();
        }
    }

    /** Reads the function, calls it, writes what it comes to. */
    private static final class Job extends ComputeJobAdapter {
        private static final long serialVersionUID = 1;

        private final byte[] call;

        Job(byte[] call) {
            this.call = call;
        }

        @Override
        public byte[] execute() {
            Sent sent = (Sent) value(call, Job.class.getClassLoader());
            try {
                return bytes(sent.function().call(sent.number()));
            } catch (IOException e) {
                throw new IgniteException(e);
            }
        }
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object value(byte[] bytes, ClassLoader loader) {
        try (ObjectInputStream in = new Loading(new ByteArrayInputStream(bytes), loader)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IgniteException(e);
        }
    }

    private static final class Loading extends ObjectInputStream {
        private final ClassLoader loader;

        Loading(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass shape) throws IOException, ClassNotFoundException {
            return Class.forName(shape.getName(), false, loader);
        }
    }
}
