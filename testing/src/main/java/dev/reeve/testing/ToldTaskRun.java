package dev.reeve.testing;

import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.engine.text.NearestNames;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task run that says what a test told it, and hears what the function logs and keeps. Thread-safe. */
final class ToldTaskRun implements TaskRun {
    private final TaskTester.Told told;
    private final List<LogLine> lines = new ArrayList<>();
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private final Logger logger;

    ToldTaskRun(TaskTester.Told told) {
        this.told = told;
        this.logger = new HeardLogger(
                LoggerFactory.getLogger("reeve.task." + told.name()),
                (level, message, thrown) -> hear(new LogLine(
                        told.name(), told.mapIndex(), told.attempt(), level, message, thrown, told.scheduled())));
    }

    private synchronized void hear(LogLine line) {
        lines.add(line);
    }

    synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    synchronized List<Artifact> artifacts() {
        return List.copyOf(artifacts.values());
    }

    private record ToldSecret(String name, String reveal) implements Secret {
        @Override
        public String toString() {
            return "***";
        }
    }

    @Override
    public Logger logger() {
        return logger;
    }

    @Override
    public String flowName() {
        return "test";
    }

    @Override
    public String flowRunId() {
        return "test-run";
    }

    @Override
    public String flowRunName() {
        return "test-run";
    }

    @Override
    public String taskName() {
        return told.name();
    }

    @Override
    public String taskRunName() {
        return new Label(told.name(), told.mapIndex()).text();
    }

    @Override
    public int mapIndex() {
        return told.mapIndex();
    }

    @Override
    public int attempt() {
        return told.attempt();
    }

    @Override
    public List<String> tags() {
        return told.tags();
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
        return told.parameters();
    }

    @Override
    public Instant scheduledTime() {
        return told.scheduled();
    }

    @Override
    public ZoneId zone() {
        return told.zone();
    }

    @Override
    public Secret secret(String name) {
        String value = told.secrets().get(name);
        if (value == null) {
            throw new NoSuchElementException("the test knows no secret \"" + name + "\"."
                    + NearestNames.question(name, told.secrets().keySet()) + " Give it one: .secret(\"" + name
                    + "\", \"..\").");
        }
        return new ToldSecret(name, value);
    }

    @Override
    public synchronized void artifact(Artifact artifact) {
        artifacts.put(artifact.name(), artifact);
    }

    @Override
    public boolean cancelled() {
        return told.cancelled();
    }

    @Override
    public <T> Optional<T> answer(Class<T> type) {
        return Optional.ofNullable(told.answer()).map(type::cast);
    }

    @Override
    public String idempotencyKey() {
        return flowRunId() + "/" + taskRunName();
    }

    @Override
    public String toString() {
        return "task run " + taskRunName() + ", attempt " + told.attempt() + ", of a test";
    }
}
