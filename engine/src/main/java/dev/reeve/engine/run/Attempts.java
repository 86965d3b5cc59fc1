package dev.reeve.engine.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts that were chosen and have not ended. Few at a time. Touched by the role's holder only. */
final class Attempts {
    private final List<Attempt> all = new ArrayList<>();
    private int abandoned;

    void add(Attempt attempt) {
        attempt.place = all.size();
        all.add(attempt);
    }

    void remove(Attempt attempt) {
        attempt.over = true;
        Attempt last = all.remove(all.size() - 1);
        if (last != attempt) {
            all.set(attempt.place, last);
            last.place = attempt.place;
        }
        if (attempt.abandoned) {
            abandoned--;
        }
    }

    /** Nobody waits for it any more; its slot stays taken until it ends. */
    void abandon(Attempt attempt) {
        if (!attempt.abandoned && !attempt.over) {
            attempt.abandoned = true;
            abandoned++;
        }
    }

    /** The current attempt of that task run, if it runs. */
    @Nullable
    Attempt of(int v, int child) {
        for (Attempt attempt : all) {
            if (attempt.node() == v && attempt.child == child && !attempt.abandoned) {
                return attempt;
            }
        }
        return null;
    }

    /** How many there are, those that nobody waits for included. */
    int size() {
        return all.size();
    }

    /** How many there are that nobody waits for. */
    int abandoned() {
        return abandoned;
    }

    List<Attempt> all() {
        return List.copyOf(all);
    }
}
