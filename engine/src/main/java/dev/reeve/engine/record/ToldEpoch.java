package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import dev.reeve.graph.FlowGraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * How an epoch of a run began, as texts for whoever keeps the run's journal elsewhere: what a {@link RetoldRecord} needs
 * beside what the journal was told. Each text is the part of a record that it stands for, packed, in base 64. Immutable.
 *
 * @param format the format of the texts, from 1; all formats up to {@value #FORMAT} are read
 * @param opening what the run was asked, and by which process it is run
 * @param structure the graph with the fingerprints of its code
 * @param plan what runs again and why; empty in the first epoch
 */
public record ToldEpoch(int format, String opening, String structure, String plan) {
    /** The format that is written. */
    public static final int FORMAT = 1;

    /** Larger than any that is written; a text that says otherwise is damaged. */
    private static final int LARGEST = 256 << 20;

    /**
     * How that epoch begins.
     *
     * @param plan what of earlier epochs is used again; null in the first
     */
    public static ToldEpoch of(Opening opening, FlowGraph graph, @Nullable Supplier<ResumePlan> plan) {
        return new ToldEpoch(
                FORMAT,
                packed(OpeningCode.write(opening)),
                packed(StructureCode.write(StructureOf.of(graph))),
                plan == null ? "" : packed(PlanCode.write(plan.get())));
    }

    Opening readOpening() throws DamagedRecordException {
        return OpeningCode.read(new Scan(unpacked(opening).toArray()));
    }

    Bytes structureBytes() throws DamagedRecordException {
        return unpacked(structure);
    }

    Bytes planBytes() throws DamagedRecordException {
        return unpacked(plan);
    }

    private static String packed(Bytes bytes) {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing = new DeflaterOutputStream(small)) {
            packing.write(bytes.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written to it", e);
        }
        return Base64.getEncoder().encodeToString(small.toByteArray());
    }

    private Bytes unpacked(String text) throws DamagedRecordException {
        if (format < 1 || format > FORMAT) {
            throw new DamagedRecordException("it is of format " + format + ", and this version of Reeve reads up to "
                    + FORMAT + "; use the version that wrote it, or a later one");
        }
        Inflater unpacking = new Inflater();
        try {
            unpacking.setInput(Base64.getDecoder().decode(text));
            Bytes whole = new Bytes(1 << 10);
            byte[] part = new byte[1 << 13];
            while (!unpacking.finished() && whole.length < LARGEST) {
                int count = unpacking.inflate(part);
                if (count == 0 && !unpacking.finished()) {
                    throw new DamagedRecordException("it ends before it is whole");
                }
                whole.bytes(part, 0, count);
            }
            return whole;
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new DamagedRecordException("it is not what was written: " + e.getMessage());
        } finally {
            unpacking.end();
        }
    }
}
