package dev.reeve.engine.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.run.Shelf.Reply;
import dev.reeve.engine.store.MemoryResultStore;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReservationsTest {
    /** A store whose claims are seen. */
    private static final class Claimed implements ResultStore {
        private final ResultStore store = new MemoryResultStore();
        private final List<String> held = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        @Override
        public Optional<Claim> claim(String key) {
            meanwhile.run();
            held.add(key);
            return Optional.of(() -> held.remove(key));
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public Optional<byte[]> read(String key) throws IOException {
            return store.read(key);
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            store.write(key, bytes);
        }

        @Override
        public void publish(String from, String to) throws IOException {
            store.publish(from, to);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }

    private final Claimed store = new Claimed();
    private final Reservations reservations = new Reservations(store);

    @Test
    void aClaimIsHeldUntilItIsReleased() {
        assertThat(reservations.reserve("key", 1, -1)).isEqualTo(Reply.Make.NOW);
        assertThat(store.held).containsExactly("key");
        reservations.release(1, -1);
        assertThat(store.held).isEmpty();
    }

    @Test
    void aClaimThatIsHadOnlyAfterTheRunEndedIsGivenBack() {
        store.meanwhile = reservations::releaseAll;
        reservations.reserve("key", 1, -1);
        assertThat(store.held).isEmpty();
    }
}
