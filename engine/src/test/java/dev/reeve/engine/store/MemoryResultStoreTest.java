package dev.reeve.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import org.junit.jupiter.api.Test;

final class MemoryResultStoreTest extends ResultStoreContract {
    @Override
    protected ResultStore open() {
        return ResultStores.memory();
    }

    @Test
    void saysThatItIsMemory() {
        assertThat(store.location()).isEqualTo("memory");
    }
}
