package dev.reeve.testing;

import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.schedule.DataInterval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A task run whose log is heard; in all else it is the engine's. */
record HeardTaskRun(TaskRun run, Logger logger) implements TaskRun {
    @Override
    public String flowName() {
        return run.flowName();
    }

    @Override
    public String flowRunId() {
        return run.flowRunId();
    }

    @Override
    public String flowRunName() {
        return run.flowRunName();
    }

    @Override
    public String taskName() {
        return run.taskName();
    }

    @Override
    public String taskRunName() {
        return run.taskRunName();
    }

    @Override
    public int mapIndex() {
        return run.mapIndex();
    }

    @Override
    public int attempt() {
        return run.attempt();
    }

    @Override
    public List<String> tags() {
        return run.tags();
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return run.parameters();
    }

    @Override
    public Instant scheduledTime() {
        return run.scheduledTime();
    }

    @Override
    public DataInterval dataInterval() {
        return run.dataInterval();
    }

    @Override
    public ZoneId zone() {
        return run.zone();
    }

    @Override
    public Secret secret(String name) {
        return run.secret(name);
    }

    @Override
    public void artifact(Artifact artifact) {
        run.artifact(artifact);
    }

    @Override
    public boolean cancelled() {
        return run.cancelled();
    }

    @Override
    public <T> Optional<T> answer(Class<T> type) {
        return run.answer(type);
    }

    @Override
    public String idempotencyKey() {
        return run.idempotencyKey();
    }

    @Override
    public String traceparent() {
        return run.traceparent();
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
