package dev.reeve.cli.schedule;

import dev.reeve.engine.text.Shown;
import dev.reeve.schedule.Clock;
import dev.reeve.schedule.Cron;
import dev.reeve.schedule.Explanation;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Timing;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Firings for people, a line for each; printed as they are worked out. */
final class FiringLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx  EEE", Locale.ENGLISH);

    private final PrintStream out;
    private final Asked asked;

    FiringLines(PrintStream out, Asked asked) {
        this.out = out;
        this.asked = asked;
    }

    void next() {
        Iterator<Explanation> firings = asked.firings().iterator();
        if (!firings.hasNext()) {
            none();
        }
        firings.forEachRemaining(explanation -> out.println(line(explanation.firing())));
    }

    void explain() {
        out.println(asked.subject() + " fires "
                + (asked.schedule().clocks().size() == 1 ? asked.schedule().words() + "." : "by these clocks:"));
        for (Clock clock : asked.schedule().clocks()) {
            if (asked.schedule().clocks().size() > 1) {
                out.println("- " + Shown.clean(clock.words()) + with(clock));
            }
        }
        asked.schedule().clocks().stream()
                .map(clock -> rule(clock.timing()))
                .distinct()
                .forEach(out::println);
        out.println();
        Iterator<Explanation> firings = asked.firings().iterator();
        if (!firings.hasNext()) {
            none();
        }
        firings.forEachRemaining(explanation -> {
            out.println(line(explanation.firing()));
            explanation.reasons().forEach(reason -> out.println("    " + Shown.clean(reason)));
        });
    }

    private void none() {
        out.println(asked.subject() + " has no firings after " + time(asked.after()) + ".");
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(asked.zone()));
    }

    private String line(Firing firing) {
        ZonedDateTime shown = firing.time().atZone(asked.zone());
        return (TIME.format(shown) + "  " + firing.time()
                        + parameters(firing)
                        + firing.labels().stream()
                                .map(label -> "  [" + Shown.clean(label) + "]")
                                .collect(Collectors.joining()))
                .stripTrailing();
    }

    private static String parameters(Firing firing) {
        return firing.parameters().entrySet().stream()
                .map(entry -> "  " + Shown.clean(entry.getKey() + "=" + entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String with(Clock clock) {
        return clock.parameters().isEmpty()
                ? ""
                : clock.parameters().entrySet().stream()
                        .map(entry -> Shown.clean(entry.getKey() + "=" + entry.getValue()))
                        .collect(Collectors.joining(", ", ", with ", ""));
    }

    private static String rule(Timing timing) {
        return switch (timing) {
            case Cron cron ->
                cron.isFixed()
                        ? "Where clocks change, a fixed time fires once: later if it is skipped, at the first if it comes"
                                + " twice."
                        : "Where clocks change, * and steps in minute or hour fire whenever clocks show what is meant.";
            case Timing.Every every -> "Where clocks change, an interval of elapsed time goes on counting.";
            case Timing.Calendar calendar ->
                "Where clocks change, the time of the day stays: later if it is skipped, at the first if it comes twice.";
            case Timing.Times times ->
                "Where clocks change, a local time is later if it is skipped, and the first if it comes twice.";
        };
    }
}
