package dev.reeve.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Set;

/** How the times of a clock are moved. Times that fall together become one. Plain data; immutable. */
public sealed interface Adjustment extends Rule {
    /** Elapsed time later, or earlier if it is negative. */
    record Plus(Duration amount) implements Adjustment {
        @Override
        public ZonedDateTime moved(ZonedDateTime time) {
            return time.plus(amount);
        }

        @Override
        public Reach reach() {
            return Reach.of(amount, amount);
        }

        @Override
        public String words() {
            return "moved by " + ScheduleWords.of(amount);
        }
    }

    /** The same time of the day so many days, months or years later, or earlier if it is negative. */
    record PlusCalendar(Period amount) implements Adjustment {
        @Override
        public ZonedDateTime moved(ZonedDateTime time) {
            return time.plus(amount);
        }

        @Override
        public Reach reach() {
            long least = days(28, 31);
            long most = days(31, 28);
            return Reach.of(Duration.ofDays(least - 2), Duration.ofDays(most + 2));
        }

        @SuppressWarnings("JavaPeriodGetDays") // months are added beside them
        private long days(int forward, int backward) {
            boolean later = amount.toTotalMonths() > 0;
            return amount.toTotalMonths() * (later ? forward : backward) + amount.getDays();
        }

        @Override
        public String words() {
            return "moved by " + ScheduleWords.of(amount) + " of the calendar";
        }
    }

    /** From Saturday and Sunday to Monday, at the same time of the day. */
    record NextWeekday() implements Adjustment {
        @Override
        public ZonedDateTime moved(ZonedDateTime time) {
            return switch (time.getDayOfWeek()) {
                case SATURDAY -> time.plusDays(2);
                case SUNDAY -> time.plusDays(1);
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> time;
            };
        }

        @Override
        public Reach reach() {
            return Reach.of(Duration.ZERO, Duration.ofDays(4));
        }

        @Override
        public String words() {
            return "moved from weekends to Monday";
        }
    }

    /** From Saturday and Sunday to Friday, at the same time of the day. */
    record PreviousWeekday() implements Adjustment {
        @Override
        public ZonedDateTime moved(ZonedDateTime time) {
            DayOfWeek day = time.getDayOfWeek();
            return day.compareTo(DayOfWeek.FRIDAY) <= 0
                    ? time
                    : time.minusDays(day.getValue() - DayOfWeek.FRIDAY.getValue());
        }

        @Override
        public Reach reach() {
            return Reach.of(Duration.ofDays(-4), Duration.ZERO);
        }

        @Override
        public String words() {
            return "moved from weekends to Friday";
        }
    }

    /** From weekends and holidays to the next day that is neither, at the same time of the day. */
    record NextBusinessDay(Set<LocalDate> holidays) implements Adjustment {
        /** Copies them. */
        public NextBusinessDay {
            holidays = Set.copyOf(holidays);
        }

        @Override
        public ZonedDateTime moved(ZonedDateTime time) {
            Filter.BusinessDays business = new Filter.BusinessDays(holidays);
            LocalDate date = time.toLocalDate();
            int days = 0;
            while (!business.isBusinessDay(date.plusDays(days))) {
                days++;
            }
            return time.plusDays(days);
        }

        @Override
        public Reach reach() {
            int weeks = holidays.size() / 5 + 2;
            return Reach.of(Duration.ZERO, Duration.ofDays(holidays.size() + 2L * weeks));
        }

        @Override
        public String words() {
            return "moved from weekends and " + holidays.size() + " holidays to the next business day";
        }
    }

    /**
     * How far a time can be moved, for those who keep times in order.
     *
     * @param earliest the least; negative if times are moved back
     * @param latest the most
     */
    record Reach(Duration earliest, Duration latest) {
        static final Reach NONE = new Reach(Duration.ZERO, Duration.ZERO);

        static Reach of(Duration earliest, Duration latest) {
            return new Reach(earliest, latest);
        }

        Reach and(Reach other) {
            return new Reach(earliest.plus(other.earliest), latest.plus(other.latest));
        }
    }

    /** Where a time goes. */
    ZonedDateTime moved(ZonedDateTime time);

    /** How far that can be. */
    Reach reach();

    @Override
    default boolean isData() {
        return true;
    }

    /** Elapsed time later, or earlier if it is negative. */
    static Adjustment plus(Duration amount) {
        return new Plus(amount);
    }

    /** The same time of the day so many days, months or years later, or earlier if it is negative. */
    static Adjustment plus(Period amount) {
        return new PlusCalendar(amount);
    }

    /** From Saturday and Sunday to Monday, at the same time of the day. */
    static Adjustment nextWeekday() {
        return new NextWeekday();
    }

    /** From Saturday and Sunday to Friday, at the same time of the day. */
    static Adjustment previousWeekday() {
        return new PreviousWeekday();
    }

    /** From weekends and holidays to the next day that is neither, at the same time of the day. */
    static Adjustment nextBusinessDay(Collection<LocalDate> holidays) {
        return new NextBusinessDay(Set.copyOf(holidays));
    }
}
