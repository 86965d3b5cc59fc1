package dev.reeve.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timings and moments as JSON. */
final class TimingJson {
    private TimingJson() {}

    static Map<String, @Nullable Object> of(Timing timing) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        switch (timing) {
            case Cron cron -> {
                json.put("kind", "cron");
                json.put("expression", cron.text());
                json.put(
                        "days",
                        switch (cron.dayRule()) {
                            case EITHER -> "either";
                            case BOTH -> "both";
                        });
            }
            case Timing.Every every -> {
                json.put("kind", "every");
                json.put("interval", every.interval().toString());
                put(json, "anchor", every.anchor());
            }
            case Timing.Calendar calendar -> {
                json.put("kind", "calendar");
                json.put("interval", calendar.interval().toString());
                put(json, "anchor", calendar.anchor());
            }
            case Timing.Times times -> {
                json.put("kind", "times");
                json.put("times", times.moments().stream().map(TimingJson::of).toList());
            }
        }
        return json;
    }

    static void put(Map<String, @Nullable Object> json, String name, @Nullable Moment moment) {
        if (moment != null) {
            json.put(name, of(moment));
        }
    }

    private static String of(Moment moment) {
        return switch (moment) {
            case Moment.Exact exact -> exact.time().toString();
            case Moment.Local local -> local.time().toString();
        };
    }

    static Timing read(JsonPlace place) {
        String kind = place.field("kind").text();
        return switch (kind) {
            case "cron" -> cron(place.only("kind", "expression", "days"));
            case "every" ->
                new Timing.Every(
                        place.only("kind", "interval", "anchor")
                                .field("interval")
                                .parsed(Duration::parse, "PT6H"),
                        moment(place, "anchor"));
            case "calendar" ->
                new Timing.Calendar(
                        place.only("kind", "interval", "anchor")
                                .field("interval")
                                .parsed(Period::parse, "P1D"),
                        moment(place, "anchor"));
            case "times" ->
                new Timing.Times(place.only("kind", "times").field("times").list().stream()
                        .map(TimingJson::moment)
                        .toList());
            default -> throw place.field("kind").unknown("cron", "every", "calendar", "times");
        };
    }

    private static Cron cron(JsonPlace place) {
        DayRule days = DayRule.EITHER;
        if (place.has("days")) {
            days = switch (place.field("days").text()) {
                case "either" -> DayRule.EITHER;
                case "both" -> DayRule.BOTH;
                default -> throw place.field("days").unknown("either", "both");
            };
        }
        DayRule rule = days;
        return place.field("expression").made(text -> Cron.parse(text.text(), rule));
    }

    /** That of a field that may be missing. */
    static @Nullable Moment moment(JsonPlace place, String name) {
        return place.has(name) ? moment(place.field(name)) : null;
    }

    private static Moment moment(JsonPlace place) {
        boolean exact = place.text().endsWith("Z");
        return exact
                ? new Moment.Exact(place.parsed(Instant::parse, "2026-03-28T13:00:00Z"))
                : new Moment.Local(place.parsed(LocalDateTime::parse, "2026-03-28T13:00"));
    }
}
