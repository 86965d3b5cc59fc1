package dev.reeve.engine.shelf;

import dev.reeve.engine.run.Shelf.Reply;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStore.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Which results the task runs of one flow run are making, so that nobody makes the same meanwhile. Thread-safe. */
final class Reservations {
    private record Maker(int node, int child) {}

    private record Reserved(String key, Claim claim) {}

    private final ResultStore store;
    private final Map<String, Maker> makers = new HashMap<>();
    private final Map<Maker, Reserved> reserved = new HashMap<>();
    private boolean over;

    Reservations(ResultStore store) {
        this.store = store;
    }

    Reply reserve(String key, int node, int child) {
        Maker maker = new Maker(node, child);
        synchronized (this) {
            Maker other = makers.putIfAbsent(key, maker);
            if (other != null && !other.equals(maker)) {
                return new Reply.Wait(false);
            }
        }
        Optional<Claim> claim = claim(key); // asks a disk
        synchronized (this) {
            if (over) { // the run ended meanwhile, by a cancellation: nobody would ever let go of it
                claim.ifPresent(Claim::close);
                return Reply.Make.NOW;
            }
            if (claim.isPresent()) {
                reserved.put(maker, new Reserved(key, claim.get()));
                return Reply.Make.NOW;
            }
            makers.remove(key);
            return new Reply.Wait(true);
        }
    }

    /** A claim spares work. Where none can be had, the work is done perhaps twice. */
    private Optional<Claim> claim(String key) {
        try {
            return store.claim(key);
        } catch (IOException e) {
            LoggerFactory.getLogger(Reservations.class).debug("{} could not be claimed: {}", key, e.toString());
            return Optional.of(() -> {});
        }
    }

    void release(int node, int child) {
        Reserved mine;
        synchronized (this) {
            mine = reserved.remove(new Maker(node, child));
            if (mine != null) {
                makers.remove(mine.key());
            }
        }
        close(mine);
    }

    void releaseAll() {
        List<Reserved> all;
        synchronized (this) {
            all = new ArrayList<>(reserved.values());
            over = true;
            reserved.clear();
            makers.clear();
        }
        all.forEach(Reservations::close);
    }

    private static void close(@Nullable Reserved reserved) {
        if (reserved != null) {
            reserved.claim().close();
        }
    }
}
