package dev.reeve.server.schedule;

import dev.reeve.schedule.DataInterval;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Meant;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.run.ParameterCheck;
import dev.reeve.server.run.RunNames;
import dev.reeve.spi.Occasion.Cause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How runs that nobody asked for by hand are submitted. Thread-safe if its source of randomness is. */
final class Beginning {
    private final InstantSource wall;
    private final RandomGenerator random;

    Beginning(InstantSource wall, RandomGenerator random) {
        this.wall = wall;
        this.random = random;
    }

    /** What one is of. */
    record Of(DataInterval interval, Meant meant, @Nullable Instant due, Cause cause, String words, String by) {}

    /** Why the version cannot run with these; empty if it can. */
    static String problem(Versions.Newest version, Map<String, ? extends @Nullable Object> parameters) {
        Fields fields = new Fields();
        ParameterCheck.check(fields, "", version.parameters(), parameters);
        return fields.errors().stream()
                .map(error -> "parameter " + error.pointer().substring(1) + " " + error.message())
                .collect(Collectors.joining(" "));
    }

    Submission submission(
            Versions.Newest version, Map<String, ? extends @Nullable Object> parameters, Set<String> labels, Of of) {
        Set<String> all = new TreeSet<>(version.labels());
        all.addAll(labels);
        UUID id = RunIds.next(wall.instant(), random);
        RunNames.Facts facts = new RunNames.Facts(
                version.name(),
                id,
                of.meant(),
                of.interval(),
                ParameterCheck.effective(version.parameters(), parameters));
        return new Submission(
                id,
                version.id(),
                RunNames.of(version.runName(), version.parameters(), facts, random),
                WireJson.text(parameters),
                of.interval(),
                of.due(),
                List.copyOf(all),
                0,
                of.cause(),
                of.words(),
                of.by(),
                null,
                null,
                of.meant());
    }
}
