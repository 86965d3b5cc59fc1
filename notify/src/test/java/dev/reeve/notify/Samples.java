package dev.reeve.notify;

import dev.reeve.notify.Notice.FailedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notices to tell. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static Notice failed(String flow, FailedTask... tasks) {
        return new Notice(
                flow,
                "run-1",
                "brisk-heron",
                "",
                "Failed",
                "failed",
                Notice.Tone.BAD,
                false,
                "1 of 2 reference tasks failed",
                List.of(tasks),
                tasks.length,
                NOON.minus(Duration.ofSeconds(125)),
                NOON,
                "");
    }

    static Notice failed() {
        return failed("daily-etl", new FailedTask("load", "Failed", "IOException: disk full"));
    }
}
