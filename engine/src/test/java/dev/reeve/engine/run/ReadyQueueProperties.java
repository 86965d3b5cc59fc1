package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class ReadyQueueProperties {
    private static final int RANKS = 12;

    /** Against a sorted set. A rank is a node of its own, a mapped one in a range, or one whose children come singly. */
    @Property(tries = 1000)
    void theBestComesFirstWhateverIsAddedMeanwhile(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 99) Integer> steps) {
        ReadyQueue queue = new ReadyQueue(RANKS);
        TreeSet<Long> model = new TreeSet<>();
        boolean[] ranged = new boolean[RANKS];
        int[] polled = new int[RANKS];
        for (int step : steps) {
            int rank = step % RANKS;
            int kind = step / 34;
            if (kind == 0) {
                poll(queue, model, polled);
            } else if (rank % 3 == 0) {
                if (model.add(key(rank, -1))) {
                    queue.add(rank, -1);
                }
            } else if (rank % 3 == 1 && !ranged[rank]) {
                ranged[rank] = true;
                int width = 1 + step % 7;
                queue.addRange(rank, width);
                for (int child = 0; child < width; child++) {
                    model.add(key(rank, child));
                }
            } else if (rank % 3 == 1 && polled[rank] > 0) { // one that was taken is to be tried again
                int child = step % polled[rank];
                if (model.add(key(rank, child))) {
                    queue.add(rank, child);
                }
            } else if (rank % 3 == 2 && model.add(key(rank, step % 20))) {
                queue.add(rank, step % 20);
            }
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
        while (!model.isEmpty()) {
            poll(queue, model, polled);
        }
        assertThat(queue.poll()).isEqualTo(ReadyQueue.NONE);
    }

    private static void poll(ReadyQueue queue, TreeSet<Long> model, int[] polled) {
        long entry = queue.poll();
        Long best = model.pollFirst();
        if (best == null) {
            assertThat(entry).isEqualTo(ReadyQueue.NONE);
            return;
        }
        assertThat(key(ReadyQueue.rank(entry), ReadyQueue.child(entry))).isEqualTo(best);
        int rank = ReadyQueue.rank(entry);
        polled[rank] = Math.max(polled[rank], ReadyQueue.child(entry) + 1);
    }

    private static long key(int rank, int child) {
        return rank * 1000L + child + 1;
    }
}
