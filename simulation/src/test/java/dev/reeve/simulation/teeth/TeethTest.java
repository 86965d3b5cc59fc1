package dev.reeve.simulation.teeth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator sees: bugs that are put into the engine are found, each within 10,000 seeds. */
@Timeout(900) // the rarest of them takes nearly all of these worlds
final class TeethTest {
    private static final long SEEDS = 10_000;

    @Test
    void withoutABugNothingIsFound() throws ReflectiveOperationException {
        assertThat(PatchedEngine.withoutBug().firstWrong(SEEDS / 5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSeededBugIsFound(SeededBug bug) throws IOException, ReflectiveOperationException {
        List<?> wrong = PatchedEngine.with(bug).firstWrong(SEEDS);
        assertThat(wrong).as("what %d seeds find of %s", SEEDS, bug).isNotEmpty();
        System.out.println(bug + ": " + wrong);
    }
}
