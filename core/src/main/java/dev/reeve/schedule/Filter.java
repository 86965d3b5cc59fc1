package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which times of a clock count, by what clocks show in its zone. Plain data, but for {@link Own}; immutable.
 *
 * <pre>{@code
 * Schedule.every(Duration.ofHours(1)).in("Europe/Berlin")
 *         .onlyWhen(Filter.weekdays(), Filter.betweenTimes(LocalTime.of(9, 0), LocalTime.of(17, 0)))
 *         .except(Filter.onDates(LocalDate.of(2026, 12, 24)));
 * }</pre>
 */
public sealed interface Filter extends Rule {
    /** These days of the week. */
    record DaysOfWeek(Set<DayOfWeek> days) implements Filter {
        /** Copies them. */
        public DaysOfWeek {
            days = Set.copyOf(days);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return days.contains(time.getDayOfWeek());
        }

        @Override
        public String words() {
            return "on " + joined(new TreeSet<>(days).stream().map(ScheduleWords::of), " or ");
        }
    }

    /** These months. */
    record Months(Set<Month> months) implements Filter {
        /** Copies them. */
        public Months {
            months = Set.copyOf(months);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return months.contains(time.getMonth());
        }

        @Override
        public String words() {
            return "in " + joined(new TreeSet<>(months).stream().map(ScheduleWords::of), " or ");
        }
    }

    /** These dates. */
    record Dates(Set<LocalDate> dates) implements Filter {
        /** Copies them. */
        public Dates {
            dates = Set.copyOf(dates);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return dates.contains(time.toLocalDate());
        }

        @Override
        public String words() {
            return "on " + joined(new TreeSet<>(dates).stream().map(LocalDate::toString), " or ");
        }
    }

    /** These times of the day, to the second. */
    record AtTimes(Set<LocalTime> times) implements Filter {
        /** Copies them. */
        public AtTimes {
            times = Set.copyOf(times);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return times.contains(time.toLocalTime());
        }

        @Override
        public String words() {
            return "at " + joined(new TreeSet<>(times).stream().map(LocalTime::toString), " or ");
        }
    }

    /** From a time of the day to another, both inclusive; over midnight if the second is the earlier. */
    record BetweenTimes(LocalTime from, LocalTime to) implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            return between(from, time.toLocalTime(), to);
        }

        @Override
        public String words() {
            return "from " + from + " to " + to;
        }
    }

    /** From a day of the year to another, both inclusive; over the end of the year if the second is the earlier. */
    record BetweenDays(MonthDay from, MonthDay to) implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            return between(from, MonthDay.from(time), to);
        }

        @Override
        public String words() {
            return "from " + ScheduleWords.of(from) + " to " + ScheduleWords.of(to);
        }
    }

    /** From a date and time to another, both inclusive. */
    record BetweenDateTimes(LocalDateTime from, LocalDateTime to) implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            LocalDateTime local = time.toLocalDateTime();
            return !local.isBefore(from) && !local.isAfter(to);
        }

        @Override
        public String words() {
            return "from " + from + " to " + to;
        }
    }

    /** The last day of each month. */
    record MonthEnd() implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            return time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
        }

        @Override
        public String words() {
            return "on the last day of the month";
        }
    }

    /** The first day of each month. */
    record MonthStart() implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            return time.getDayOfMonth() == 1;
        }

        @Override
        public String words() {
            return "on the first day of the month";
        }
    }

    /** Monday to Friday, but these. */
    record BusinessDays(Set<LocalDate> holidays) implements Filter {
        /** Copies them. */
        public BusinessDays {
            holidays = Set.copyOf(holidays);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return isBusinessDay(time.toLocalDate());
        }

        boolean isBusinessDay(LocalDate date) {
            return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !holidays.contains(date);
        }

        @Override
        public String words() {
            return "on business days"
                    + (holidays.isEmpty() ? "" : " (Monday to Friday but " + holidays.size() + " holidays)");
        }
    }

    /** All of these. */
    record All(List<Filter> filters) implements Filter {
        /** Copies them. */
        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return filters.stream().allMatch(filter -> filter.test(time));
        }

        @Override
        public boolean isData() {
            return filters.stream().allMatch(Filter::isData);
        }

        @Override
        public String words() {
            return joined(filters.stream().map(Filter::words), " and ");
        }
    }

    /** One of these at least. */
    record Any(List<Filter> filters) implements Filter {
        /** Copies them. */
        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return filters.stream().anyMatch(filter -> filter.test(time));
        }

        @Override
        public boolean isData() {
            return filters.stream().allMatch(Filter::isData);
        }

        @Override
        public String words() {
            return "either " + joined(filters.stream().map(Filter::words), " or ");
        }
    }

    /** The contrary of it. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean test(ZonedDateTime time) {
            return !filter.test(time);
        }

        @Override
        public boolean isData() {
            return filter.isData();
        }

        @Override
        public String words() {
            return "not " + filter.words();
        }
    }

    /** A function of the user's. Works in the process that has it; a schedule with one cannot be registered. */
    record Own(String name, Predicate<ZonedDateTime> function) implements Filter {
        /** Checks that there is a name for it. */
        public Own {
            if (name.isBlank()) {
                throw new ScheduleException("a filter of your own has no name. Say what it lets through.");
            }
        }

        @Override
        public boolean test(ZonedDateTime time) {
            return function.test(time);
        }

        @Override
        public boolean isData() {
            return false;
        }

        @Override
        public String words() {
            return "when " + name;
        }
    }

    /** Whether a time counts. */
    boolean test(ZonedDateTime time);

    @Override
    default boolean isData() {
        return true;
    }

    /** Monday to Friday. */
    static Filter weekdays() {
        return on(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    }

    /** Saturday and Sunday. */
    static Filter weekends() {
        return on(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    /** These days of the week. */
    static Filter on(DayOfWeek... days) {
        return new DaysOfWeek(Set.copyOf(List.of(days)));
    }

    /** These months. */
    static Filter in(Month... months) {
        return new Months(Set.copyOf(List.of(months)));
    }

    /** These dates. */
    static Filter onDates(LocalDate... dates) {
        return new Dates(Set.copyOf(List.of(dates)));
    }

    /** These times of the day. */
    static Filter at(LocalTime... times) {
        return new AtTimes(Set.copyOf(List.of(times)));
    }

    /** From a time of the day to another, both inclusive; over midnight if the second is the earlier. */
    static Filter betweenTimes(LocalTime from, LocalTime to) {
        return new BetweenTimes(from, to);
    }

    /** From a day of the year to another, both inclusive; over the end of the year if the second is the earlier. */
    static Filter betweenDays(MonthDay from, MonthDay to) {
        return new BetweenDays(from, to);
    }

    /**
     * From a date and time to another, both inclusive.
     *
     * @throws ScheduleException if the second is the earlier
     */
    static Filter betweenDateTimes(LocalDateTime from, LocalDateTime to) {
        if (to.isBefore(from)) {
            throw new ScheduleException(
                    "a filter from " + from + " to " + to + " lets nothing through. Exchange them.");
        }
        return new BetweenDateTimes(from, to);
    }

    /** The first day of each month. */
    static Filter monthStart() {
        return new MonthStart();
    }

    /** The last day of each month. */
    static Filter monthEnd() {
        return new MonthEnd();
    }

    /** Monday to Friday, but holidays. */
    static Filter businessDays(Collection<LocalDate> holidays) {
        return new BusinessDays(Set.copyOf(holidays));
    }

    /** All of these. */
    static Filter all(Filter... filters) {
        return new All(List.of(filters));
    }

    /** One of these at least. */
    static Filter any(Filter... filters) {
        return new Any(List.of(filters));
    }

    /** The contrary of it. */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /** A function of your own. A schedule with one works in this process and cannot be registered with a server. */
    static Filter own(String name, Predicate<ZonedDateTime> function) {
        return new Own(name, function);
    }

    private static <T extends Comparable<? super T>> boolean between(T from, T value, T to) {
        boolean fromOn = value.compareTo(from) >= 0;
        boolean upTo = value.compareTo(to) <= 0;
        return from.compareTo(to) <= 0 ? fromOn && upTo : fromOn || upTo;
    }

    private static String joined(Stream<String> words, String between) {
        return words.collect(Collectors.joining(between));
    }
}
