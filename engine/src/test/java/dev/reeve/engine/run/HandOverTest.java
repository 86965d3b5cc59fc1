package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What threads hand to each other arrives once. */
final class HandOverTest {
    private static final int WRITERS = 4;
    private static final int EACH = 50_000;

    private static final class Numbered extends Work {
        private final int writer;
        private final int number;

        private Numbered(int writer, int number) {
            this.writer = writer;
            this.number = number;
        }

        @Override
        void execute() {}

        @Override
        void apply(Run run) {}
    }

    @Test
    void anInboxLosesAndDoublesNothingAndKeepsTheOrderOfEachWriter() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            Inbox inbox = new Inbox();
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < EACH; i++) {
                        inbox.offer(new Numbered(writer, i));
                    }
                }));
            }
            int[] next = new int[WRITERS];
            int read = 0;
            while (read < WRITERS * EACH) {
                if (inbox.poll() instanceof Numbered message) {
                    assertThat(message.number).isEqualTo(next[message.writer]++);
                    read++;
                } else {
                    Thread.yield();
                }
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(inbox.poll()).isNull();
            assertThat(inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void eachWorkOfARingIsTakenByOneReader() throws InterruptedException {
        ClaimRing ring = new ClaimRing();
        ConcurrentLinkedQueue<Integer> taken = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(WRITERS * EACH);
        List<Thread> readers = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            readers.add(Thread.ofPlatform().start(() -> {
                while (left.get() > 0) {
                    if (ring.poll() instanceof Numbered work) {
                        taken.add(work.number);
                        left.decrementAndGet();
                    } else {
                        Thread.yield();
                    }
                }
            }));
        }
        for (int i = 0; i < WRITERS * EACH; i++) {
            while (ring.size() >= ClaimRing.CAPACITY) {
                Thread.yield();
            }
            ring.put(new Numbered(0, i));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        BitSet seen = new BitSet();
        taken.forEach(seen::set);
        assertThat(taken).hasSize(WRITERS * EACH);
        assertThat(seen.cardinality()).isEqualTo(WRITERS * EACH);
        assertThat(ring.taken()).isEqualTo(WRITERS * EACH);
        assertThat(ring.size()).isZero();
    }
}
