package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.TaskOutcome;
import java.time.LocalDate;
import java.util.Map;

/** Branches. */
public final class Loading {
    /** How the report is written. */
    enum Format {
        TEXT,
        CSV,
        PDF
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("loading", f -> {
            Parameter<LocalDate> day = f.parameter("day", LocalDate.of(2026, 4, 1));
            Parameter<Format> format = f.parameter("format", Format.TEXT);
            // snippet: branch
            Output<Boolean> monthBegins = f.task(Loading::monthBegins, day);
            Output<String> loaded =
                    f.branch(monthBegins, () -> f.task(Loading::reloadMonth, day), () -> f.task(Loading::loadDay, day));
            // snippet end
            // snippet: choose
            Output<String> report = f.choose(format)
                    .when(Format.TEXT, () -> f.task(Loading::asText, loaded))
                    .when(Format.CSV, () -> f.task(Loading::asCsv, loaded))
                    .orFail();
            // snippet end
            // snippet: only-if
            f.action(Loading::closeBooks, day).onlyIf(monthBegins);
            // snippet end
            f.action(Loading::print, report);
        });
    }

    static boolean monthBegins(LocalDate day) {
        return day.getDayOfMonth() == 1;
    }

    static String reloadMonth(LocalDate day) {
        return "month before " + day;
    }

    static String loadDay(LocalDate day) {
        return "day " + day;
    }

    static String asText(String loaded) {
        return "Loaded: " + loaded;
    }

    static String asCsv(String loaded) {
        return "loaded," + loaded;
    }

    static void closeBooks(LocalDate day) {
        System.out.println("Books closed on " + day);
    }

    static void print(String report) {
        System.out.println(report);
    }

    /** Runs it for a day in the middle of a month. */
    public static void main(String[] args) {
        FlowRun run = flow().run(Map.of("day", LocalDate.of(2026, 4, 2)));
        for (TaskOutcome task : run.tasks()) {
            System.out.println(task);
        }
    }
}
