package dev.reeve.engine.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values under numbers. A reader leaves out numbers it does not know, so a later version may add some. */
final class Fields {
    private Fields() {}

    /** Writes them. */
    static final class Writer {
        private final Bytes out;
        private final Bytes one = new Bytes(64);

        Writer(Bytes out) {
            this.out = out;
        }

        Writer text(int number, String text) {
            if (!text.isEmpty()) {
                one.length = 0;
                one.text(text);
                put(number);
            }
            return this;
        }

        /** A text that anything may be in; see {@link Bytes#said}. */
        Writer said(int number, String text) {
            if (!text.isEmpty()) {
                one.length = 0;
                one.said(text);
                put(number);
            }
            return this;
        }

        Writer texts(int number, List<String> texts) {
            for (String text : texts) {
                one.length = 0;
                one.text(text);
                put(number);
            }
            return this;
        }

        Writer number(int number, long value) {
            one.length = 0;
            one.signed(value);
            put(number);
            return this;
        }

        Writer instant(int number, Instant at) {
            one.length = 0;
            one.instant(at);
            put(number);
            return this;
        }

        Writer part(int number, Bytes part) {
            one.length = 0;
            one.bytes(part.array, 0, part.length);
            put(number);
            return this;
        }

        private void put(int number) {
            out.number(number);
            out.number(one.length);
            out.bytes(one.array, 0, one.length);
        }
    }

    /** Reads them. */
    static final class Reader {
        private final Map<Integer, List<byte[]>> fields = new HashMap<>();

        Reader(Scan in) throws DamagedRecordException {
            while (in.hasMore()) {
                int number = in.index();
                fields.computeIfAbsent(number, key -> new ArrayList<>(1)).add(in.bytes(in.index()));
            }
        }

        String text(int number) throws DamagedRecordException {
            List<byte[]> found = fields.get(number);
            return found == null ? "" : new Scan(found.getFirst()).text();
        }

        List<String> texts(int number) throws DamagedRecordException {
            List<String> texts = new ArrayList<>();
            for (byte[] bytes : fields.getOrDefault(number, List.of())) {
                texts.add(new Scan(bytes).text());
            }
            return texts;
        }

        Optional<Long> number(int number) throws DamagedRecordException {
            List<byte[]> found = fields.get(number);
            return found == null ? Optional.empty() : Optional.of(new Scan(found.getFirst()).signed());
        }

        /** The number of a task, a child or an attempt; -1 if it is not there. */
        int index(int number) throws DamagedRecordException {
            long value = number(number).orElse(-1L);
            if (value < -1 || value > Integer.MAX_VALUE) {
                throw new DamagedRecordException("there is no task or attempt " + value);
            }
            return (int) value;
        }

        Optional<Instant> instant(int number) throws DamagedRecordException {
            List<byte[]> found = fields.get(number);
            return found == null ? Optional.empty() : Optional.of(new Scan(found.getFirst()).instant());
        }

        List<Scan> parts(int number) {
            return fields.getOrDefault(number, List.of()).stream()
                    .map(Scan::new)
                    .toList();
        }
    }
}
