package dev.reeve.engine;

import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.run.Host;
import dev.reeve.engine.run.Launch;
import dev.reeve.engine.run.LiveRun;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who runs one run in this process: knows what its caller asked for, else what is set. Thread-safe. */
record LocalHost(
        LocalFlowRunner runner,
        Engine engine,
        RunRequest request,
        TaskExecutor executor,
        RunIdentity identity) implements Host {
    @Override
    public Duration grace() {
        return asked(request.grace(), Settings.RUN_GRACE);
    }

    @Override
    public ZoneId zone() {
        return asked(request.zone(), Settings.RUN_ZONE);
    }

    private <T> T asked(@Nullable T value, Setting<T> setting) {
        return value == null ? engine.configuration().get(setting) : value;
    }

    @Override
    public RandomGenerator randomness() {
        return ThreadLocalRandom.current();
    }

    @Override
    public void launch(Launch launch, String label, int attempt, Parent parent, Consumer<LiveRun> begun) {
        RunIdentity child = identity.of(label, attempt);
        RunRequest wanted = Descendants.request(request, launch, executor, label);
        Time clock = Objects.requireNonNullElse(request.time(), engine.time());
        LiveRun.start(runner.setup(wanted, child, clock.now()), parent, begun);
    }
}
