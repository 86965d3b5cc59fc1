package dev.reeve.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a worker is in a part of its cluster that was cut off: somebody has listened for long where a process of its
 * cluster was, and is none of its own. The part with the first address is the one that stays: what lies behind an address that is
 * of the worker's own part comes to that part by itself. Touched by one thread.
 */
final class OtherPart {
    /** Those of the cluster that come before the worker's own, in order. */
    private final List<Address> before;

    private final long patience;
    /** Where processes of this cluster were seen: whoever is reached by other ways, as through a gate, is not known. */
    private final Set<Address> seen = new HashSet<>();
    /** Since when others listen there. */
    private final Map<Address, Long> strange = new HashMap<>();

    OtherPart(List<Address> before, long patienceNanos) {
        this.before = before;
        this.patience = patienceNanos;
    }

    /**
     * The address of the part that stays, if it is another one.
     *
     * @param here whether a process of the worker's own part is there
     * @param answers whether anybody listens there
     * @param now in nanoseconds
     */
    @Nullable
    Address look(Predicate<Address> here, Predicate<Address> answers, long now) {
        Address other = null;
        boolean ours = false;
        for (Address address : before) {
            if (here.test(address)) {
                seen.add(address);
                ours = true;
            } else if (!ours && seen.contains(address) && answers.test(address)) {
                long since = strange.computeIfAbsent(address, first -> now);
                other = other == null && now - since > patience ? address : other;
                continue;
            }
            strange.remove(address);
        }
        return other;
    }

    /** The worker joined the other part. */
    void joined() {
        strange.clear();
    }
}
