package dev.reeve.cluster;

import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.engine.run.Revealable;
import dev.reeve.schedule.DataInterval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** An attempt as its function sees it in a worker: what it does not know it asks the driver. */
final class CalledTaskRun implements TaskRun, Parcels.Arrival {
    private final Call.Facts facts;
    private final RunningCall running;
    private final Reporter reporter;
    private final Parcels parcels;
    private final ClassLoader loader;
    private final HeldInputs held;
    private final Logger logger;

    CalledTaskRun(
            Call.Facts facts,
            RunningCall running,
            Reporter reporter,
            Parcels parcels,
            ClassLoader loader,
            HeldInputs held) {
        this.facts = facts;
        this.running = running;
        this.reporter = reporter;
        this.parcels = parcels;
        this.loader = loader;
        this.held = held;
        this.logger = new ReportedLogger("reeve.task." + facts.task(), facts.level(), reporter);
    }

    private @Nullable Object ask(Report.Question question) {
        int number = running.question();
        reporter.report(new Report.Asked(number, question));
        try {
            Report.Answered answer = running.await(number);
            if (answer.refused() != null) {
                Throwable refused = answer.refused().thrown(loader);
                throw refused instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(refused);
            }
            return parcels.open(ParcelForm.parcel(answer.value(), loader), loader, this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the driver was asked", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("what the driver answered cannot be read", e);
        }
    }

    @Override
    public TaskRun run() {
        return this;
    }

    @Override
    public Secret secret(Parcel.Secrecy secret) {
        return Revealable.hidden(secret.name(), secret.value());
    }

    @Override
    public Parcel held(Parcel.Held result) throws Exception {
        return held.parcel(result);
    }

    @Override
    public Logger logger() {
        return logger;
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
        return facts.task();
    }

    @Override
    public String taskRunName() {
        return facts.taskRunName();
    }

    @Override
    public int mapIndex() {
        return facts.mapIndex();
    }

    @Override
    public int attempt() {
        return facts.attempt();
    }

    @Override
    public List<String> tags() {
        return facts.tags();
    }

    @Override
    @SuppressWarnings("unchecked") // the driver sends a map of that kind
    public Map<String, @Nullable Object> parameters() {
        return Objects.requireNonNull((Map<String, @Nullable Object>) ask(new Report.OfParameters()));
    }

    @Override
    public Instant scheduledTime() {
        return facts.scheduled();
    }

    @Override
    public DataInterval dataInterval() {
        return facts.interval();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of(facts.zone());
    }

    @Override
    public Secret secret(String name) {
        Object found = ask(new Report.OfSecret(name));
        if (found instanceof Secret secret) {
            return secret;
        }
        throw new NoSuchElementException("no secret \"" + name + "\" is known");
    }

    @Override
    public void artifact(Artifact artifact) {
        reporter.report(new Report.Kept(artifact));
    }

    @Override
    public boolean cancelled() {
        return running.isStopped();
    }

    @Override
    public <T> Optional<T> answer(Class<T> type) {
        return Optional.ofNullable(ask(new Report.OfAnswer())).map(type::cast);
    }

    @Override
    public String idempotencyKey() {
        return facts.idempotencyKey();
    }

    @Override
    public String traceparent() {
        return facts.traceparent();
    }

    @Override
    public String toString() {
        return "task run " + facts.label() + ", attempt " + facts.attempt() + ", of " + facts.runName();
    }
}
