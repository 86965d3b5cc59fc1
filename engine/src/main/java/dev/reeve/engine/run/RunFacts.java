package dev.reeve.engine.run;

import dev.reeve.Secret;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole run. Immutable, shared by its workers.
 *
 * @param values the parameters in the order of definition
 * @param zone asked for when a task or a template needs it
 */
public record RunFacts(
        String flow,
        String runId,
        String runName,
        Map<String, @Nullable Object> parameters,
        @Nullable Object[] values,
        SecretProvider secrets,
        Time time,
        Supplier<ZoneId> zone,
        Instant scheduled) {

    @Nullable
    Object parameter(int index) {
        return values[index];
    }

    Secret secret(String name) {
        return secrets.find(name)
                .<Secret>map(value -> new Revealable(name, value))
                .orElseThrow(() -> new NoSuchElementException("no secret \"" + name
                        + "\" is known. Give the run a SecretProvider that knows it: RunOptions.secrets(..)."));
    }

    private record Revealable(String name, String value) implements Secret {
        @Override
        public String reveal() {
            return value;
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
