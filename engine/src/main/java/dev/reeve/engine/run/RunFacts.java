package dev.reeve.engine.run;

import dev.reeve.Secret;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole run. Immutable, shared by its workers.
 *
 * @param values the parameters in the order of definition
 * @param secrets null for those of the host
 */
public record RunFacts(
        String flow,
        String runId,
        String runName,
        Map<String, @Nullable Object> parameters,
        @Nullable Object[] values,
        @Nullable SecretProvider secrets,
        Time time,
        Host host,
        Instant scheduled) {

    @Nullable
    Object parameter(int index) {
        return values[index];
    }

    Secret secret(String name) {
        return Revealable.found(secrets == null ? host.secrets() : secrets, name);
    }
}
