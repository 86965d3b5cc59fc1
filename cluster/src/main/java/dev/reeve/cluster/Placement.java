package dev.reeve.cluster;

import dev.reeve.spi.RemoteCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which workers there are, and what of them is free: says where the next attempt goes. Several drivers of one cluster do
 * not know of each other; what they send to a full worker waits there. Thread-safe.
 */
final class Placement {
    /** What a worker has beside the least: a task that needs nothing of it goes elsewhere if it can. */
    private static final Comparator<Host> BEST = Comparator.comparingInt((Host host) -> host.tags.size())
            .thenComparingDouble(host -> -(double) host.free / host.worker.slots())
            .thenComparing(host -> host.worker.name());

    /** A worker that is there, and what of it is free. */
    private static final class Host {
        final WorkerNode worker;
        final Map<String, Integer> tags;
        int free;

        Host(WorkerNode worker) {
            this.worker = worker;
            this.tags = new LinkedHashMap<>(worker.tags());
            this.free = worker.slots();
        }

        boolean has(Map<String, Integer> requires, Map<String, Integer> stock) {
            return requires.entrySet().stream()
                    .allMatch(required -> stock.getOrDefault(required.getKey(), 0) >= required.getValue());
        }

        /** How many attempts that require that could begin. */
        int room(Map<String, Integer> requires) {
            int room = free;
            for (Map.Entry<String, Integer> required : requires.entrySet()) {
                room = Math.min(room, tags.getOrDefault(required.getKey(), 0) / required.getValue());
            }
            return room;
        }

        void add(int sign, Map<String, Integer> requires) {
            free += sign;
            requires.forEach((tag, units) -> {
                if (worker.tags().getOrDefault(tag, 0) != WorkerOptions.UNCOUNTED) {
                    tags.merge(tag, sign * units, Integer::sum);
                }
            });
        }
    }

    private final Map<UUID, Host> hosts = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile int slots;
    private volatile int taken;

    /** What was set aside at a worker. */
    record Reserved(WorkerNode worker, Map<String, Integer> requires) {}

    void joined(WorkerNode worker) {
        synchronized (this) {
            if (hosts.putIfAbsent(worker.id(), new Host(worker)) != null) {
                return;
            }
            count();
        }
        tell();
    }

    void left(UUID worker) {
        synchronized (this) {
            if (hosts.remove(worker) == null) {
                return;
            }
            count();
        }
        tell();
    }

    void allLeft() {
        synchronized (this) {
            hosts.clear();
            count();
        }
        tell();
    }

    private void count() {
        int all = 0;
        int free = 0;
        for (Host host : hosts.values()) {
            all += host.worker.slots();
            free += host.free;
        }
        slots = all;
        taken = all - free;
    }

    RemoteCalls.Listening listen(Runnable change) {
        listeners.add(change);
        return () -> listeners.remove(change);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    boolean crowded() {
        return slots > 0 && taken >= slots;
    }

    synchronized int free(Map<String, Integer> requires) {
        int free = 0;
        for (Host host : hosts.values()) {
            free += Math.max(0, host.room(requires));
        }
        return free;
    }

    synchronized List<WorkerNode> workers() {
        return hosts.values().stream().map(host -> host.worker).toList();
    }

    /**
     * Sets a slot aside; null if there is none.
     *
     * @param local how many bytes of what the attempt reads are held by which worker: with the most of it is best
     */
    synchronized @Nullable Reserved take(Map<String, Integer> requires, Map<UUID, Long> local) {
        Comparator<Host> order = local.isEmpty()
                ? BEST
                : Comparator.comparingLong((Host host) -> -local.getOrDefault(host.worker.id(), 0L))
                        .thenComparing(BEST);
        Host best = null;
        for (Host host : hosts.values()) {
            if (host.room(requires) > 0 && (best == null || order.compare(host, best) < 0)) {
                best = host;
            }
        }
        if (best == null) {
            return null;
        }
        best.add(-1, requires);
        taken = taken + 1;
        return new Reserved(best.worker, requires);
    }

    /** A worker that has what is required, be it taken or not: {@code near} if that is one; null if none has. */
    synchronized @Nullable WorkerNode any(Map<String, Integer> requires, @Nullable WorkerNode near) {
        Host best = null;
        for (Host host : hosts.values()) {
            if (host.has(requires, host.worker.tags())) {
                if (near != null && host.worker.id().equals(near.id())) {
                    return host.worker;
                }
                best = best == null || host.free > best.free ? host : best;
            }
        }
        return best == null ? null : best.worker;
    }

    void free(Reserved reserved) {
        synchronized (this) {
            Host host = hosts.get(reserved.worker().id());
            if (host != null) {
                host.add(1, reserved.requires());
                taken = taken - 1;
            }
        }
        if (listeners.size() > 1) { // the run itself is told that its attempt ended
            tell();
        }
    }

    /** Why an attempt that requires that cannot begin now. */
    synchronized String why(Map<String, Integer> requires) {
        if (hosts.isEmpty()) {
            return "the cluster has no worker";
        }
        String wanted = new TreeMap<>(requires)
                .entrySet().stream()
                        .map(required -> required.getKey() + (required.getValue() > 1 ? "=" + required.getValue() : ""))
                        .collect(Collectors.joining(", "));
        boolean any = hosts.values().stream().anyMatch(host -> host.has(requires, host.worker.tags()));
        if (any) {
            return wanted.isEmpty()
                    ? "all slots of the cluster are taken"
                    : "all workers that have " + wanted + " are busy";
        }
        List<String> there = new ArrayList<>();
        for (Host host : hosts.values()) {
            if (there.size() == 5) {
                there.add("..");
                break;
            }
            there.add(host.worker.name()
                    + host.worker.tags().keySet().stream().sorted().collect(Collectors.joining(", ", " (", ")")));
        }
        return "no worker has " + wanted + "; "
                + (hosts.size() == 1 ? "1 worker: " : hosts.size() + " workers: ")
                + String.join(", ", there).replace(" ()", " (no tags)");
    }
}
