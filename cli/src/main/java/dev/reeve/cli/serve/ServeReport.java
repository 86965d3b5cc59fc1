package dev.reeve.cli.serve;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.engine.text.Shown;
import dev.reeve.serve.ServeEvent;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** What happens while flows are served: a line each, for people or as JSON. */
public final class ServeReport implements Consumer<ServeEvent> {
    private final PrintStream out;
    private final boolean json;

    /** One that writes there. */
    public ServeReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public void accept(ServeEvent event) {
        if (json) {
            write(event);
        } else {
            Instant seconds = Instant.ofEpochSecond(event.at().getEpochSecond());
            out.println(seconds + "  " + Shown.clean(event.words()));
        }
        out.flush();
    }

    private void write(ServeEvent event) {
        try (JsonGenerator line = StrictJson.to(out)) {
            line.writeStartObject();
            line.writeStringProperty("at", event.at().toString());
            line.writeStringProperty("event", event.kind().name().toLowerCase(Locale.ROOT));
            line.writeStringProperty("flow", event.flow());
            Instant scheduled = event.scheduled();
            if (scheduled == null) {
                line.writeNullProperty("scheduled");
            } else {
                line.writeStringProperty("scheduled", scheduled.toString());
            }
            line.writeStringProperty("run", event.runId());
            line.writeStringProperty("words", event.words());
            line.writeEndObject();
        }
        out.println();
    }
}
