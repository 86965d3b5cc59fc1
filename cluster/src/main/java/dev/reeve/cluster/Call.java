package dev.reeve.cluster;

import dev.reeve.schedule.DataInterval;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What a driver asks of a worker: to call a function once.
 *
 * @param number which function, among those of the driver
 * @param function the bytes of a {@link CalledFunction}
 * @param inputs what it gets
 * @param facts what the function can ask about its attempt
 */
record Call(long number, byte[] function, List<Parcel> inputs, Facts facts) {
    Call {
        inputs = List.copyOf(inputs);
    }

    byte[] bytes() throws IOException {
        MessageWriter out = new MessageWriter();
        out.large(number).bytes(function);
        facts.write(out);
        ParcelForm.writeAll(inputs, out);
        return out.written();
    }

    /** What {@link #bytes} wrote. */
    static Call of(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        MessageReader in = new MessageReader(bytes, loader);
        long number = in.large();
        byte[] function = in.bytes();
        Facts facts = Facts.read(in);
        return new Call(number, function, ParcelForm.readAll(in), facts);
    }

    /**
     * An attempt, as far as its function may ask without asking the driver.
     *
     * @param level from which on its logger logs; null for nothing
     */
    record Facts(
            String flow,
            String runId,
            String runName,
            String task,
            String label,
            String taskRunName,
            int mapIndex,
            int attempt,
            List<String> tags,
            Instant scheduled,
            DataInterval interval,
            String zone,
            String idempotencyKey,
            String traceparent,
            @Nullable Level level) {
        Facts {
            tags = List.copyOf(tags);
        }

        void write(MessageWriter out) {
            out.text(flow).text(runId).text(runName).text(task).text(label).text(taskRunName);
            out.number(mapIndex).number(attempt).texts(tags);
            time(scheduled, out);
            time(interval.from(), out);
            time(interval.to(), out);
            out.text(zone).text(idempotencyKey).text(traceparent);
            out.text(level == null ? null : level.name());
        }

        static Facts read(MessageReader in) throws IOException {
            return new Facts(
                    in.text(),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.number(),
                    in.number(),
                    in.texts(),
                    time(in),
                    new DataInterval(time(in), time(in)),
                    in.text(),
                    in.text(),
                    in.text(),
                    level(in.textIfAny()));
        }

        private static void time(Instant time, MessageWriter out) {
            out.large(time.getEpochSecond()).number(time.getNano());
        }

        private static Instant time(MessageReader in) throws IOException {
            return Instant.ofEpochSecond(in.large(), in.number());
        }

        private static @Nullable Level level(@Nullable String name) {
            return name == null ? null : Level.valueOf(name);
        }
    }
}
