package dev.reeve.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.StateJson;
import dev.reeve.api.TaskRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of a task of a run that is watched. */
class ServerRunLineTest {
    private static TaskRun running(@Nullable String worker) {
        return new TaskRun(0, -1, "count", StateJson.of("Running", null), 1, null, null, null, worker);
    }

    @Test
    void theWorkerThatCallsATaskIsNamed() {
        String worker = "w1 (process 4711 on node3)";
        assertThat(ServerRun.line(running(worker))).isEqualTo("Running on " + worker);
    }

    @Test
    void aTaskOfNoWorkerIsSaidAsItWas() {
        assertThat(ServerRun.line(running(null))).isEqualTo("Running");
    }
}
