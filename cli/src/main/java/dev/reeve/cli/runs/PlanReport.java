package dev.reeve.cli.runs;

import dev.reeve.ResumePlan;
import dev.reeve.cli.json.StrictJson;
import dev.reeve.cli.terminal.Console;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What a resumed run would do, printed. */
public final class PlanReport {
    private static final int MOST_CHILDREN = 20;

    private final ResumePlan plan;
    private final Console console;

    /** That plan on that console. */
    public PlanReport(ResumePlan plan, Console console) {
        this.plan = plan;
        this.console = console;
    }

    /** Prints it. In the table, of each mapped task's children the first few. */
    public void print(ListFormat format) {
        switch (format) {
            case TABLE -> table();
            case JSON -> json();
        }
    }

    private static String words(ResumePlan.Fate fate) {
        return switch (fate) {
            case REUSED -> "reused";
            case PARTLY_REUSED -> "partly reused";
            case AGAIN -> "runs";
            case WAITS -> "waits";
        };
    }

    private void table() {
        Table table = new Table(-1, "Task", "Would be", "Why");
        int children = 0;
        for (ResumePlan.Item item : plan.items()) {
            children = item.child() < 0 ? 0 : children + 1;
            if (children <= MOST_CHILDREN) {
                table.row((item.child() < 0 ? "" : "  ") + item.label(), words(item.fate()), item.reason());
            } else if (children == MOST_CHILDREN + 1) {
                table.row("  ..", "", "and more; --output json names all");
            }
        }
        console.out().println("Epoch " + plan.epoch() + " of run " + plan.runId() + ":");
        table.lines(console.terminal()).forEach(console.out()::println);
        if (plan.isEmpty()) {
            console.out().println("Nothing would run.");
        }
    }

    private void json() {
        try (JsonGenerator json = StrictJson.to(console.out())) {
            json.writeStartObject();
            json.writeStringProperty("run", plan.runId());
            json.writeNumberProperty("epoch", plan.epoch());
            json.writeArrayPropertyStart("tasks");
            for (ResumePlan.Item item : plan.items()) {
                json.writeStartObject();
                json.writeStringProperty("task", item.task());
                if (item.child() >= 0) {
                    json.writeNumberProperty("child", item.child());
                }
                json.writeStringProperty("fate", item.fate().name().toLowerCase(Locale.ROOT));
                json.writeStringProperty("reason", item.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        console.out().println();
    }
}
