package dev.reeve.cluster;

import java.util.List;
import java.util.Optional;

/** How a worker becomes part of its cluster, or the first of it. */
final class WorkerEntry {
    private final WorkerOptions options;
    private final List<Address> join;
    private final Entrance entrance;

    WorkerEntry(WorkerOptions options) {
        this.options = options;
        this.join = options.join().stream().map(Address::parse).toList();
        this.entrance = new Entrance(join, options.cluster(), options.patience());
    }

    /**
     * Its node, which is part of the cluster when this returns.
     *
     * @throws IllegalStateException if it cannot be: nobody answers, the others refuse it, a JVM flag or a certificate is
     *     missing; says which
     */
    GridNode node() {
        Certificates certificates = options.certificates() == null ? null : Certificates.in(options.certificates());
        Place place = Place.of(options, entrance, certificates != null);
        boolean first = !entrance.answers() && place.mayBeFirst();
        if (!first) {
            entrance.await();
        }
        GridNode node;
        try {
            node = GridNode.start(new GridNode.Plan(
                    Roles.worker(options, place.host()),
                    join,
                    place.host(),
                    place.port(),
                    first,
                    options.slots(),
                    options.silence(),
                    new WorkerFailure(options.name()),
                    certificates));
        } catch (GridNode.NotStartedException failed) {
            if (first && entrance.answers()) { // another worker was a moment sooner
                return node();
            }
            throw failed;
        }
        try {
            if (!first) {
                entrance.requireMember(node.ignite());
            }
            return node;
        } catch (RuntimeException refused) {
            node.close();
            throw refused;
        }
    }

    /** The addresses before its own, where the cluster is if two parts of it were cut from each other; all if it has none. */
    List<Address> before() {
        Address own = options.listen().isEmpty() ? entrance.own().orElse(null) : Address.parse(options.listen());
        int index = join.indexOf(own);
        return index < 0 ? join : join.subList(0, index);
    }

    /** Where it listens, and whether it may be the first of its cluster there. */
    private record Place(String host, int port, boolean mayBeFirst) {
        static Place of(WorkerOptions options, Entrance entrance, boolean certified) {
            Optional<Address> own = entrance.own();
            if (!options.listen().isEmpty()) {
                Address given = Address.parse(options.listen());
                require(given, certified);
                return new Place(
                        given.host(), given.port(), own.filter(given::equals).isPresent());
            }
            if (own.isPresent()) {
                require(own.get(), certified);
                return new Place(
                        own.get().isLoopback() ? "127.0.0.1" : own.get().host(),
                        own.get().port(),
                        true);
            }
            return new Place(entrance.localHost(certified), Address.DEFAULT_PORT, false);
        }

        private static void require(Address listen, boolean certified) {
            if (!listen.isLoopback()) {
                Entrance.requireCertificates(certified, listen.toString());
            }
        }
    }
}
