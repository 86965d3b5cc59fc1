package dev.reeve.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HeapMemoryTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong used = new AtomicLong();
    private final HeapMemory memory = new HeapMemory(1000, used::get);

    @Test
    void aHeapThatIsNearlyFullIsTight() {
        used.set(700);
        assertThat(memory.tight(SECOND)).isFalse();
        used.set(850);
        assertThat(memory.tight(2 * SECOND)).isTrue();
    }

    @Test
    void itIsLookedAtNowAndThen() {
        used.set(10);
        assertThat(memory.tight(SECOND)).isFalse();
        used.set(900);
        assertThat(memory.tight(SECOND + 1)).isFalse();
        assertThat(memory.tight(2 * SECOND)).isTrue();
    }

    @Test
    void itIsTightUntilEnoughWasMoved() {
        used.set(850);
        assertThat(memory.tight(SECOND)).isTrue();
        memory.moved(400);
        assertThat(memory.tight(2 * SECOND)).isTrue();
        memory.moved(100);
        used.set(350);
        assertThat(memory.tight(2 * SECOND)).isFalse();
    }

    /** What was moved lies about until a collection, which large objects may not bring about before the heap is full. */
    @Test
    void aHeapThatStaysNearlyFullIsTightAgainThoughEnoughWasMoved() {
        used.set(850);
        assertThat(memory.tight(SECOND)).isTrue();
        memory.moved(500);
        assertThat(memory.tight(2 * SECOND)).isTrue();
        memory.moved(500);
        used.set(400);
        assertThat(memory.tight(3 * SECOND)).isFalse();
    }
}
