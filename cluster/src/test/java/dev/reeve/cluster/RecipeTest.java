package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.Serializers;
import dev.reeve.engine.run.Revealable;
import dev.reeve.engine.spill.Scratch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipeTest {
    @TempDir
    Path directory;

    private Path aside(Parcels parcels, int length) throws Exception {
        Path calls = directory.resolve("calls");
        byte[] call = new byte[length];
        call[length - 1] = 7;
        Recipe recipe =
                new Recipe(Scratch.Bytes.of(call), null, parcels, null, null, Map.of(), List.of(), "task \"t\"");
        assertThat(recipe.aside(new Scratch(calls)).call()).isEqualTo(call);
        return calls;
    }

    @Test
    void aLargeCallIsKeptInAFile() throws Exception {
        assertThat(aside(new Parcels(Serializers.json()), 20_000)).isDirectory();
    }

    @Test
    void aSmallOneAndOneWithASecretAreNot() throws Exception {
        assertThat(aside(new Parcels(Serializers.json()), 2_000)).doesNotExist();
        Parcels parcels = new Parcels(Serializers.json());
        parcels.of(List.of("a", 1), null);
        assertThat(parcels.hasSecret()).isFalse();
        parcels.of(Revealable.hidden("key", "hush"), null);
        assertThat(aside(parcels, 20_000)).doesNotExist();
    }
}
