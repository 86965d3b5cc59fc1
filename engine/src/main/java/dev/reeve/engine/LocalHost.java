package dev.reeve.engine;

import dev.reeve.engine.config.Settings;
import dev.reeve.engine.run.Host;
import dev.reeve.engine.run.Launch;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.engine.run.Machine;
import dev.reeve.engine.run.Restored;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who runs one run in this process: knows what its caller asked for, else what is set. Thread-safe. */
record LocalHost(
        LocalFlowRunner runner,
        Engine engine,
        RunRequest request,
        TaskExecutor executor,
        Tree tree,
        RunIdentity identity)
        implements Host {
    @Override
    public Duration grace() {
        return engine.grace(request);
    }

    @Override
    public int epoch() {
        return identity.epoch();
    }

    @Override
    public ZoneId zone() {
        return engine.zone(request);
    }

    @Override
    public @Nullable DataInterval dataInterval() {
        Occasion occasion = request.recording().occasion();
        return occasion == null ? null : occasion.interval();
    }

    @Override
    public SecretProvider secrets() {
        return engine.secrets();
    }

    @Override
    public Machine machine() {
        return engine.machine();
    }

    @Override
    public @Nullable Path spillDirectory() {
        return engine.spillDirectory();
    }

    @Override
    public int streamLimit() {
        return engine.configuration().get(Settings.RESULTS_STREAM_LIMIT);
    }

    @Override
    public Serializer serializer() {
        return request.serializer() == null ? engine.serializer() : request.serializer();
    }

    @Override
    public void launch(
            Launch launch, String label, int attempt, Restored restored, Parent parent, Consumer<LiveRun> begun) {
        RunIdentity child = identity.of(label, attempt);
        ParentRun place = Descendants.place(identity.id(), label, attempt);
        RunRequest wanted = Descendants.request(request, launch, executor, label, place, child.id());
        Tree inside = tree.inner(label, launch.part());
        LiveRun.start(runner.inner(wanted, child, inside, label, restored), parent, begun);
    }
}
