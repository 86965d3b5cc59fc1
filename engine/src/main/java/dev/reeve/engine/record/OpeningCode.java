package dev.reeve.engine.record;

import dev.reeve.graph.Rate;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunLimits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Openings as bytes. The numbers of the fields are part of the format. */
final class OpeningCode {
    private OpeningCode() {}

    static Bytes write(Opening opening) {
        Bytes out = new Bytes(512);
        Fields.Writer fields = new Fields.Writer(out)
                .number(1, opening.epoch())
                .text(2, opening.runId())
                .said(3, opening.runName())
                .text(4, opening.flow())
                .said(6, opening.cause())
                .instant(7, opening.began())
                .instant(8, opening.scheduled())
                .text(9, opening.zone());
        ParentRun parent = opening.parent();
        if (parent != null) {
            fields.part(5, parent(parent));
        }
        opening.parameters().forEach(parameter -> fields.part(10, parameter(parameter)));
        options(opening.options(), fields);
        fields.texts(20, opening.code().classPath()).text(21, opening.code().flow());
        fields.text(22, opening.results().location()).text(23, opening.results().serializer());
        Opening.Runner process = opening.runner();
        fields.text(24, process.host()).number(25, process.pid()).text(26, process.directory());
        fields.text(27, process.version());
        Occasion occasion = opening.occasion();
        if (occasion != null) {
            fields.part(28, OccasionCode.write(occasion));
        }
        return out;
    }

    private static void options(Opening.Options options, Fields.Writer fields) {
        units(11, options.limits().resources(), fields);
        units(16, options.limits().tags(), fields);
        options.limits().rates().forEach((name, rate) -> {
            Bytes limit = new Bytes(32);
            new Fields.Writer(limit)
                    .text(1, name)
                    .number(2, rate.begins())
                    .text(3, rate.span().toString());
            fields.part(17, limit);
        });
        fields.texts(12, List.copyOf(options.resumed()));
        fields.text(13, options.grace().toString());
        Duration deadline = options.deadline();
        fields.text(14, deadline == null ? "" : deadline.toString());
        fields.number(15, options.checkpointing() ? 1 : 0);
    }

    private static void units(int number, Map<String, Integer> units, Fields.Writer fields) {
        units.forEach((name, count) -> {
            Bytes limit = new Bytes(32);
            new Fields.Writer(limit).text(1, name).number(2, count);
            fields.part(number, limit);
        });
    }

    private static Bytes parent(ParentRun parent) {
        Bytes out = new Bytes(64);
        new Fields.Writer(out)
                .text(1, parent.runId())
                .text(2, parent.task())
                .number(3, parent.child())
                .number(4, parent.attempt());
        return out;
    }

    private static Bytes parameter(RecordedParameter parameter) {
        Bytes out = new Bytes(128);
        new Fields.Writer(out)
                .text(1, parameter.name())
                .text(2, parameter.type())
                .said(3, parameter.json())
                .text(4, parameter.fingerprint())
                .said(5, parameter.problem());
        return out;
    }

    static Opening read(Scan in) throws DamagedRecordException {
        Fields.Reader fields = new Fields.Reader(in);
        List<RecordedParameter> parameters = new ArrayList<>();
        for (Scan part : fields.parts(10)) {
            Fields.Reader p = new Fields.Reader(part);
            parameters.add(new RecordedParameter(p.text(1), p.text(2), p.text(3), p.text(4), p.text(5)));
        }
        return new Opening(
                number(fields, 1, 1),
                fields.text(2),
                fields.text(3),
                fields.text(4),
                parent(fields),
                fields.text(6),
                fields.instant(7).orElse(Instant.EPOCH),
                fields.instant(8).orElse(Instant.EPOCH),
                fields.text(9),
                parameters,
                options(fields),
                new CodeLocation(fields.texts(20), fields.text(21)),
                new Opening.Results(fields.text(22), fields.text(23)),
                new Opening.Runner(fields.text(24), fields.number(25).orElse(0L), fields.text(26), fields.text(27)),
                OccasionCode.read(fields.parts(28)));
    }

    private static Opening.Options options(Fields.Reader fields) throws DamagedRecordException {
        Map<String, Rate> rates = new HashMap<>();
        for (Scan part : fields.parts(17)) {
            Fields.Reader rate = new Fields.Reader(part);
            rates.put(rate.text(1), rate(number(rate, 2, 1), span(rate.text(3))));
        }
        String deadline = fields.text(14);
        return new Opening.Options(
                new RunLimits(units(11, fields), units(16, fields), rates),
                new HashSet<>(fields.texts(12)),
                span(fields.text(13)),
                deadline.isEmpty() ? null : span(deadline),
                number(fields, 15, 0) == 1);
    }

    private static Map<String, Integer> units(int number, Fields.Reader fields) throws DamagedRecordException {
        Map<String, Integer> units = new HashMap<>();
        for (Scan part : fields.parts(number)) {
            Fields.Reader limit = new Fields.Reader(part);
            units.put(limit.text(1), number(limit, 2, 1));
        }
        return units;
    }

    private static Rate rate(int begins, Duration span) throws DamagedRecordException {
        try {
            return new Rate(begins, span);
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ParentRun parent(Fields.Reader fields) throws DamagedRecordException {
        List<Scan> parts = fields.parts(5);
        if (parts.isEmpty()) {
            return null;
        }
        Fields.Reader parent = new Fields.Reader(parts.getFirst());
        return new ParentRun(parent.text(1), parent.text(2), number(parent, 3, -1), number(parent, 4, 1));
    }

    private static Duration span(String text) throws DamagedRecordException {
        try {
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new DamagedRecordException("\"" + text + "\" is no span of time");
        }
    }

    private static int number(Fields.Reader fields, int number, int otherwise) throws DamagedRecordException {
        return (int) (long) fields.number(number).orElse((long) otherwise);
    }
}
