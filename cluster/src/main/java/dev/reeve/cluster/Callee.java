package dev.reeve.cluster;

import dev.reeve.Loop.Again;
import dev.reeve.Loop.Done;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.capture.PrintedLines;
import dev.reeve.spi.CurrentTaskRun;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Calls a function in a worker and tells what came of it. */
final class Callee {
    private final byte[] call;
    private final ClassLoader loader;
    private final Functions functions;
    private final RunningCall running;
    private final Reporter reporter;
    private final HeldInputs held;
    private final Holder holder;
    private long most = Sizes.MOST;

    /** The functions that calls are of. */
    interface Functions {
        CalledFunction of(Call call) throws IOException, ClassNotFoundException;
    }

    /** {@code loader} finds the classes of the driver. */
    Callee(
            byte[] call,
            ClassLoader loader,
            Functions functions,
            RunningCall running,
            Reporter reporter,
            HeldInputs held,
            Holder holder) {
        this.call = call;
        this.loader = loader;
        this.functions = functions;
        this.running = running;
        this.reporter = reporter;
        this.held = held;
        this.holder = holder;
    }

    /** The bytes of what came of it, an {@link Ended}. */
    byte[] call() {
        try {
            Ended ended = ended();
            byte[] bytes = ended.bytes();
            return bytes.length > most ? threw(Sizes.tooLarge("what the task returned", bytes.length, most)) : bytes;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return threw(e);
        }
    }

    private byte[] threw(Throwable thrown) {
        try {
            return failed(thrown).bytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Ended failed(Throwable thrown) {
        ThrownShape shape = ThrownShape.of(thrown);
        return new Ended(Ended.Outcome.THREW, new Parcel.Nothing(), "", shape, List.of(), reporter.sent());
    }

    private Ended ended() {
        try {
            Call asked = Call.of(call, loader);
            CalledFunction function = functions.of(asked);
            most = function.most();
            Parcels parcels = new Parcels(SerializerShape.of(function.serializer()));
            CalledTaskRun run = new CalledTaskRun(asked.facts(), running, reporter, parcels, loader, held);
            @Nullable Object[] inputs = new @Nullable Object[asked.inputs().size()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = parcels.open(asked.inputs().get(i), loader, run);
            }
            return returned(function, parcels, inAttempt(function, asked.facts(), run, inputs));
        } catch (HeldInputs.MissingException missing) {
            return new Ended(
                    Ended.Outcome.MISSING,
                    new Parcel.Nothing(),
                    String.valueOf(missing.getMessage()),
                    null,
                    List.of(missing.name()),
                    reporter.sent());
        } catch (Throwable thrown) { // of the user
            return failed(thrown);
        }
    }

    /** What the function returned or signalled as its value. */
    private record Result(Ended.Outcome outcome, @Nullable Object value, String words) {
        static Result of(@Nullable Object value) {
            return switch (value) {
                case Again<?, ?> again -> new Result(Ended.Outcome.AGAIN, again.next(), "");
                case Done<?, ?> done -> new Result(Ended.Outcome.DONE, done.result(), "");
                case Stream<?> stream -> new Result(Ended.Outcome.RETURNED, taken(stream), "");
                case null -> new Result(Ended.Outcome.RETURNED, null, "");
                default -> new Result(Ended.Outcome.RETURNED, value, "");
            };
        }

        /** What its elements throw, the function throws. */
        private static Stream<?> taken(Stream<?> stream) {
            try (stream) {
                List<?> elements = stream.toList();
                return elements.stream();
            }
        }
    }

    private Result inAttempt(CalledFunction function, Call.Facts facts, CalledTaskRun run, @Nullable Object[] inputs)
            throws Exception {
        MDC.put("flow", facts.flow());
        MDC.put("flow_run", facts.runId());
        MDC.put("flow_run_name", facts.runName());
        MDC.put("task", facts.label());
        PrintedLines.Taking taking = function.captures()
                ? PrintedLines.begin(run.logger()::info, run.logger()::warn)
                : PrintedLines.begin(
                        line -> reporter.report(new Report.Printed(false, line)),
                        line -> reporter.report(new Report.Printed(true, line)));
        TaskRun before = CurrentTaskRun.set(run);
        running.begin();
        try {
            return Result.of(function.body().call(inputs));
        } catch (Signal.Succeed succeed) {
            return new Result(Ended.Outcome.SUCCEEDED, succeed.value(), succeed.reason());
        } finally {
            running.end();
            CurrentTaskRun.set(before);
            taking.close();
            MDC.clear();
        }
    }

    private Ended returned(CalledFunction asked, Parcels parcels, Result result) throws Parcel.Stuck, IOException {
        TypeShape shape = result.outcome() == Ended.Outcome.AGAIN
                ? asked.yields().turn()
                : asked.yields().result();
        Type type = shape == null ? null : shape.type();
        Parcel value;
        try {
            value = parcels.of(result.value(), type);
        } catch (Parcel.Stuck stuck) {
            throw new Parcel.Stuck("what the task returned, " + stuck.getMessage(), stuck.getCause());
        }
        boolean returned = result.outcome() == Ended.Outcome.RETURNED;
        Parcel back = returned ? holder.held(value, asked.small()) : value;
        return new Ended(result.outcome(), back, result.words(), null, List.of(), reporter.sent());
    }
}
