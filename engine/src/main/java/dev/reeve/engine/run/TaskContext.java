package dev.reeve.engine.run;

import dev.reeve.Secret;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.secret.MaskedArtifact;
import dev.reeve.engine.secret.MaskedLogger;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.GraphNode;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.TraceIds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt as its function sees it. */
record TaskContext(
        RunFacts facts,
        GraphNode node,
        int mapIndex,
        int attempt,
        @Nullable Answer said,
        String lacking,
        Serving serving)
        implements Shelf.Asking {
    /** What an attempt can be asked while it runs. */
    @FunctionalInterface
    interface Serving {
        /** Whether somebody asked it to stop. */
        boolean stopping();

        /** The name that it was given; empty for none. */
        default String runName() {
            return "";
        }

        /** Keeps something for people. */
        default void keep(TaskArtifact artifact) {
            throw new IllegalStateException("artifacts are kept by attempts of tasks only");
        }
    }

    @Override
    public Logger logger() {
        return MaskedLogger.before(LoggerFactory.getLogger("reeve.task." + node.name()), Masking.ofThisProcess());
    }

    @Override
    public String flowName() {
        return facts.flow();
    }

    @Override
    public String flowRunId() {
        return facts.runId();
    }

    @Override
    public String flowRunName() {
        return facts.runName();
    }

    @Override
    public String taskName() {
        return node.name();
    }

    @Override
    public List<String> tags() {
        return node.settings().tags();
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return facts.parameters();
    }

    @Override
    public Instant scheduledTime() {
        return facts.scheduled();
    }

    @Override
    public DataInterval dataInterval() {
        DataInterval interval = facts.host().dataInterval();
        return interval == null ? DataInterval.at(facts.scheduled()) : interval;
    }

    @Override
    public ZoneId zone() {
        return facts.host().zone();
    }

    @Override
    public Secret secret(String name) {
        return facts.secret(name);
    }

    @Override
    public String taskRunName() {
        String given = serving.runName();
        return given.isEmpty() ? label() : given;
    }

    @Override
    public void artifact(Artifact artifact) {
        serving.keep(new TaskArtifact(
                node.name(),
                mapIndex,
                attempt,
                facts.time().now(),
                MaskedArtifact.of(artifact, Masking.ofThisProcess())));
    }

    @Override
    public boolean cancelled() {
        return serving.stopping();
    }

    @Override
    public <T> Optional<T> answer(Class<T> type) {
        return said == null
                ? Optional.empty()
                : Optional.ofNullable(said.value()).map(type::cast);
    }

    @Override
    public String idempotencyKey() {
        return facts.runId() + "/" + label();
    }

    @Override
    public String traceparent() {
        return TraceIds.traceparent(facts.runId(), facts.host().epoch(), label());
    }

    /** The task's name, with the index of a child: {@code fetch[3]}. */
    String label() {
        return mapIndex < 0 ? node.name() : node.name() + "[" + mapIndex + "]";
    }

    @Override
    public String toString() {
        return "task run " + label() + ", attempt " + attempt + ", of " + facts.runName();
    }
}
