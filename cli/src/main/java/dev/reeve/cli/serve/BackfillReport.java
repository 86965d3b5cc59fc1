package dev.reeve.cli.serve;

import dev.reeve.Flow;
import dev.reeve.cli.json.StrictJson;
import dev.reeve.engine.serve.Backfill;
import dev.reeve.engine.text.Shown;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** How a backfill goes on, and what it came to. */
public final class BackfillReport implements Consumer<Backfill.Row> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    private final PrintStream out;
    private final Flow flow;
    private final ZoneId zone;
    private final boolean json;

    /** One that writes there, times as clocks in that zone show them. */
    public BackfillReport(PrintStream out, Flow flow, ZoneId zone, boolean json) {
        this.out = out;
        this.flow = flow;
        this.zone = zone;
        this.json = json;
    }

    @Override
    public void accept(Backfill.Row row) {
        if (!json) {
            out.println(line(row));
            out.flush();
        }
    }

    private String line(Backfill.Row row) {
        return (time(row.interval().from()) + " to " + time(row.interval().to()) + "  "
                        + Shown.fit(words(row.fate()), 11)
                        + (row.runId().isEmpty() ? "" : "  " + row.runId())
                        + (row.firing().parameters().isEmpty()
                                ? ""
                                : "  " + Shown.clean("" + row.firing().parameters())))
                .stripTrailing();
    }

    private String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    private static String words(Backfill.Fate fate) {
        return switch (fate) {
            case DONE_BEFORE -> "done before";
            case ELSEWHERE -> "elsewhere";
            case TO_RUN -> "to run";
            case TO_RESUME -> "to resume";
            case RUNNING -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** What it came to. */
    public void end(List<Backfill.Row> rows, boolean dryRun) {
        if (json) {
            write(rows);
            return;
        }
        if (dryRun) {
            rows.forEach(row -> out.println(line(row)));
        }
        Map<Backfill.Fate, Integer> counts = new EnumMap<>(Backfill.Fate.class);
        rows.forEach(row -> counts.merge(row.fate(), 1, Integer::sum));
        StringJoiner words = new StringJoiner(", ");
        counts.forEach((fate, count) -> words.add(count + " " + words(fate)));
        out.println();
        out.println("Flow \"" + Shown.clean(flow.name()) + "\": " + rows.size() + " data intervals"
                + (rows.isEmpty() ? " lie in that span." : ": " + words + "."));
    }

    private void write(List<Backfill.Row> rows) {
        try (JsonGenerator object = StrictJson.to(out)) {
            object.writeStartObject();
            object.writeStringProperty("flow", flow.name());
            object.writeArrayPropertyStart("intervals");
            for (Backfill.Row row : rows) {
                object.writeStartObject();
                object.writeStringProperty("scheduled", row.firing().time().toString());
                object.writeStringProperty("from", row.interval().from().toString());
                object.writeStringProperty("to", row.interval().to().toString());
                object.writeStringProperty("fate", row.fate().name().toLowerCase(Locale.ROOT));
                object.writeStringProperty("run", row.runId());
                object.writeStringProperty("state", row.state());
                object.writeEndObject();
            }
            object.writeEndArray();
            object.writeEndObject();
        }
        out.println();
    }
}
