package dev.reeve.cluster;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param outcome how the function ended
 * @param value what it returned; of one that threw, nothing
 * @param words what it said about its success
 * @param thrown what it threw; null if it did not
 * @param missing names of results that it needs and the worker could not get: then it was not called
 * @param reports how many reports the worker sent before
 */
record Ended(
        Outcome outcome,
        Parcel value,
        String words,
        @Nullable ThrownShape thrown,
        List<String> missing,
        int reports) {
    Ended {
        missing = List.copyOf(missing);
    }

    byte[] bytes() throws IOException {
        MessageWriter out = new MessageWriter();
        out.text(outcome.name()).text(words).texts(missing).number(reports).flag(thrown != null);
        if (thrown != null) {
            out.bytes(Wire.bytes(thrown));
        }
        ParcelForm.write(value, out);
        return out.written();
    }

    /** What {@link #bytes} wrote. */
    static Ended of(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        MessageReader in = new MessageReader(bytes, loader);
        Outcome outcome = Outcome.valueOf(in.text());
        String words = in.text();
        List<String> missing = in.texts();
        int reports = in.number();
        ThrownShape thrown = in.flag() ? (ThrownShape) Wire.read(in.bytes(), loader) : null;
        return new Ended(outcome, ParcelForm.read(in), words, thrown, missing, reports);
    }

    /** How a function ends. */
    enum Outcome {
        /** It returned. */
        RETURNED,
        /** It returned {@code Loop.again(..)}. */
        AGAIN,
        /** It returned {@code Loop.done(..)}. */
        DONE,
        /** It threw {@code Signal.success(..)}. */
        SUCCEEDED,
        /** It threw something else. */
        THREW,
        /** It was not called. */
        MISSING
    }
}
