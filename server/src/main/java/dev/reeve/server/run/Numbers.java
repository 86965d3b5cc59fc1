package dev.reeve.server.run;

import dev.reeve.server.http.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Where the numbers of an epoch begin: a runner counts its events from 0, the ledger counts on from the claim, whose line
 * is the first one of the epoch. Thread-safe.
 */
final class Numbers {
    private static final int MOST = 20_000;

    private record Held(UUID run, int epoch) {}

    private final Jdbi database;
    private final Map<Held, Integer> known = new ConcurrentHashMap<>();

    Numbers(Jdbi database) {
        this.database = database;
    }

    /** The number of the claim. It never changes. */
    int claim(UUID run, int epoch) {
        Integer number = known.get(new Held(run, epoch));
        if (number != null) {
            return number;
        }
        int read =
                read(run, epoch).orElseThrow(() -> ProblemException.fenced("Nobody ever held the run in that epoch."));
        claimed(run, epoch, read);
        return read;
    }

    /** That is the number: who claimed it here need not ask for it. */
    void claimed(UUID run, int epoch, int number) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(new Held(run, epoch), number);
    }

    private Optional<Integer> read(UUID run, int epoch) {
        return database.withHandle(handle -> handle.createQuery(
                        "select seq from state_history where run_id = :run and epoch = :epoch order by seq limit 1")
                .bind("run", run)
                .bind("epoch", epoch)
                .mapTo(Integer.class)
                .findOne());
    }
}
