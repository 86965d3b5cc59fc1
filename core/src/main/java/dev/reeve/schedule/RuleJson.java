package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters and moves as JSON. */
final class RuleJson {
    private RuleJson() {}

    private static Map<String, @Nullable Object> kind(String kind) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        return json;
    }

    private static Map<String, @Nullable Object> kind(String kind, String field, Object value) {
        Map<String, @Nullable Object> json = kind(kind);
        json.put(field, value);
        return json;
    }

    private static Map<String, @Nullable Object> span(String kind, Object from, Object to) {
        Map<String, @Nullable Object> json = kind(kind, "from", from.toString());
        json.put("to", to.toString());
        return json;
    }

    private static List<String> sorted(Collection<? extends Comparable<?>> values) {
        return values.stream()
                .sorted()
                .map(each -> each.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> texts(Collection<? extends Comparable<?>> values) {
        return values.stream().sorted().map(Object::toString).toList();
    }

    /** {@code path}: where the rule is in the schedule. */
    static Map<String, @Nullable Object> of(Rule rule, String path) {
        return switch (rule) {
            case Filter filter -> of(filter, path);
            case Adjustment move -> of(move);
        };
    }

    private static Map<String, @Nullable Object> of(Filter filter, String path) {
        return switch (filter) {
            case Filter.DaysOfWeek f -> kind("days-of-week", "days", sorted(f.days()));
            case Filter.Months f -> kind("months", "months", sorted(f.months()));
            case Filter.Dates f -> kind("dates", "dates", texts(f.dates()));
            case Filter.AtTimes f -> kind("at-times", "times", texts(f.times()));
            case Filter.BetweenTimes f -> span("between-times", f.from(), f.to());
            case Filter.BetweenDays f -> span("between-days", f.from(), f.to());
            case Filter.BetweenDateTimes f -> span("between-date-times", f.from(), f.to());
            case Filter.MonthStart f -> kind("month-start");
            case Filter.MonthEnd f -> kind("month-end");
            case Filter.BusinessDays f -> kind("business-days", "holidays", texts(f.holidays()));
            case Filter.All f -> kind("all", "filters", of(f.filters(), path));
            case Filter.Any f -> kind("any", "filters", of(f.filters(), path));
            case Filter.Not f -> kind("not", "filter", of(f.filter(), path + ".filter"));
            case Filter.Own f ->
                throw new ScheduleException("the schedule's " + path + ": the filter \"" + f.name()
                        + "\" is a function of your own, which is no data and cannot leave this process. Say it with"
                        + " the filters of dev.reeve.schedule.Filter, or skip in the flow's first task.");
        };
    }

    private static List<Map<String, @Nullable Object>> of(List<Filter> filters, String path) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Filter filter : filters) {
            all.add(of(filter, path + ".filters[" + all.size() + "]"));
        }
        return all;
    }

    private static Map<String, @Nullable Object> of(Adjustment move) {
        return switch (move) {
            case Adjustment.Plus m -> kind("plus", "amount", m.amount().toString());
            case Adjustment.PlusCalendar m ->
                kind("plus-calendar", "amount", m.amount().toString());
            case Adjustment.NextWeekday m -> kind("next-weekday");
            case Adjustment.PreviousWeekday m -> kind("previous-weekday");
            case Adjustment.NextBusinessDay m -> kind("next-business-day", "holidays", texts(m.holidays()));
        };
    }

    static Rule read(JsonPlace place) {
        String kind = place.field("kind").text();
        return switch (kind) {
            case "plus" ->
                new Adjustment.Plus(place.only("kind", "amount").field("amount").parsed(Duration::parse, "PT1H"));
            case "plus-calendar" ->
                new Adjustment.PlusCalendar(
                        place.only("kind", "amount").field("amount").parsed(Period::parse, "P1D"));
            case "next-weekday" -> only(place, new Adjustment.NextWeekday());
            case "previous-weekday" -> only(place, new Adjustment.PreviousWeekday());
            case "next-business-day" -> new Adjustment.NextBusinessDay(dates(place, "holidays"));
            default -> filter(place);
        };
    }

    private static Filter filter(JsonPlace place) {
        return switch (place.field("kind").text()) {
            case "days-of-week" ->
                new Filter.DaysOfWeek(place.only("kind", "days")
                        .field("days")
                        .set(each -> each.parsed(text -> DayOfWeek.valueOf(upper(text)), "monday")));
            case "months" ->
                new Filter.Months(place.only("kind", "months")
                        .field("months")
                        .set(each -> each.parsed(text -> Month.valueOf(upper(text)), "january")));
            case "dates" -> new Filter.Dates(dates(place, "dates"));
            case "at-times" ->
                new Filter.AtTimes(
                        place.only("kind", "times").field("times").set(each -> each.parsed(LocalTime::parse, "13:00")));
            case "between-times" ->
                new Filter.BetweenTimes(
                        place.only("kind", "from", "to").field("from").parsed(LocalTime::parse, "09:00"),
                        place.field("to").parsed(LocalTime::parse, "17:00"));
            case "between-days" ->
                new Filter.BetweenDays(
                        place.only("kind", "from", "to").field("from").parsed(MonthDay::parse, "--12-24"),
                        place.field("to").parsed(MonthDay::parse, "--12-31"));
            case "between-date-times" -> dateTimes(place.only("kind", "from", "to"));
            case "month-start" -> only(place, new Filter.MonthStart());
            case "month-end" -> only(place, new Filter.MonthEnd());
            case "business-days" -> new Filter.BusinessDays(dates(place, "holidays"));
            case "all" -> new Filter.All(filters(place));
            case "any" -> new Filter.Any(filters(place));
            case "not" -> new Filter.Not(filter(place.only("kind", "filter").field("filter")));
            default -> throw unknown(place);
        };
    }

    private static String upper(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("names are in small letters");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static <R extends Rule> R only(JsonPlace place, R rule) {
        place.only("kind");
        return rule;
    }

    private static Set<LocalDate> dates(JsonPlace place, String name) {
        return place.only("kind", name).field(name).set(each -> each.parsed(LocalDate::parse, "2026-12-25"));
    }

    private static Filter dateTimes(JsonPlace place) {
        return Filter.betweenDateTimes(
                place.field("from").parsed(LocalDateTime::parse, "2026-03-28T13:00"),
                place.field("to").parsed(LocalDateTime::parse, "2026-03-29T13:00"));
    }

    private static List<Filter> filters(JsonPlace place) {
        return place.only("kind", "filters").field("filters").list().stream()
                .map(RuleJson::filter)
                .toList();
    }

    private static ScheduleException unknown(JsonPlace place) {
        return place.field("kind")
                .unknown(
                        "days-of-week",
                        "months",
                        "dates",
                        "at-times",
                        "between-times",
                        "between-days",
                        "between-date-times",
                        "month-start",
                        "month-end",
                        "business-days",
                        "all",
                        "any",
                        "not",
                        "plus",
                        "plus-calendar",
                        "next-weekday",
                        "previous-weekday",
                        "next-business-day");
    }
}
