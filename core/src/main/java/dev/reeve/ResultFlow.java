package dev.reeve;

import dev.reeve.spi.FlowRunner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flow that yields a value, usable as a task of another flow. Immutable and thread-safe like every flow. */
public final class ResultFlow<R extends @Nullable Object> extends Flow {
    ResultFlow(Assembly.Assembled flow, Object origin) {
        super(flow, origin);
    }

    @Override
    public ResultRun<R> run() {
        return run(RunOptions.DEFAULT);
    }

    @Override
    public ResultRun<R> run(Map<String, ? extends @Nullable Object> parameters) {
        return run(RunOptions.DEFAULT.parameters(parameters));
    }

    @Override
    public ResultRun<R> run(RunOptions options) {
        ResultRun<R> run = start(options);
        run.awaitOrCancel();
        return run;
    }

    @Override
    public ResultRun<R> resume(String runId, RunOptions options) {
        return run(options.resuming(Resumption.of(runId)));
    }

    @Override
    public ResultRun<R> start() {
        return start(RunOptions.DEFAULT);
    }

    @Override
    public ResultRun<R> start(Map<String, ? extends @Nullable Object> parameters) {
        return start(RunOptions.DEFAULT.parameters(parameters));
    }

    @Override
    public ResultRun<R> start(RunOptions options) {
        return start(options, FlowRunners.find());
    }

    @Override
    public ResultRun<R> start(RunOptions options, FlowRunner runner) {
        return new ResultRun<>(this, active(options, runner));
    }
}
