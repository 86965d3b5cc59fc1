package dev.reeve.schedule;

import dev.reeve.schedule.MinuteOracle.Days;
import dev.reeve.schedule.MinuteOracle.Expression;
import dev.reeve.schedule.MinuteOracle.Field;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws cron expressions of every construct, each with its meaning beside it. */
final class Expressions {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final Random random;

    Expressions(long seed) {
        this.random = new Random(seed);
    }

    /** One that some date meets. */
    Expression possible(DayRule rule) {
        while (true) {
            Expression drawn = new Expression(numbers(0, 59), numbers(0, 23), days(), months(), weekdays());
            MinuteOracle oracle = new MinuteOracle(drawn, rule);
            if (IntStream.range(0, 28 * 366)
                    .anyMatch(day -> oracle.means(LocalDate.of(1999, 12, 31).plusDays(day)))) {
                return drawn;
            }
        }
    }

    private int upTo(int most) {
        return random.nextInt(most + 1);
    }

    private Field numbers(int min, int max) {
        return random.nextInt(4) == 0
                ? new Field("*", value -> true, true, true)
                : listed(min, max, random.nextInt(3) == 0 ? 1 + upTo(2) : 1, List.of());
    }

    private Field months() {
        return random.nextBoolean()
                ? new Field("*", value -> true, true, true)
                : listed(1, 12, 1 + upTo(1), random.nextBoolean() ? MONTHS : List.of());
    }

    /** A list of values, ranges and steps. */
    private Field listed(int min, int max, int items, List<String> names) {
        Set<Integer> values = new TreeSet<>();
        List<String> text = new ArrayList<>();
        boolean stepped = false;
        for (int i = 0; i < items; i++) {
            int from = min + upTo(max - min);
            int to = from + upTo(max - from);
            int step = 1 + upTo(Math.max(1, (max - min) / 2));
            String first = name(from, min, names);
            switch (random.nextInt(6)) {
                case 0 -> {
                    text.add("*/" + step);
                    IntStream.rangeClosed(min, max)
                            .filter(v -> (v - min) % step == 0)
                            .forEach(values::add);
                    stepped = true;
                }
                case 1 -> {
                    text.add(first + "-" + name(to, min, names) + "/" + step);
                    IntStream.rangeClosed(from, to)
                            .filter(v -> (v - from) % step == 0)
                            .forEach(values::add);
                    stepped = true;
                }
                case 2 -> {
                    text.add(first + "-" + name(to, min, names));
                    IntStream.rangeClosed(from, to).forEach(values::add);
                }
                default -> {
                    text.add(first);
                    values.add(from);
                }
            }
        }
        boolean whole = values.size() == max - min + 1;
        return new Field(String.join(",", text), values::contains, stepped || whole, whole);
    }

    private String name(int value, int min, List<String> names) {
        if (names.isEmpty()) {
            return String.valueOf(value);
        }
        String name = names.get(value - min);
        return random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT);
    }

    private Days days() {
        int n = 1 + upTo(30);
        return switch (random.nextInt(10)) {
            case 0 -> new Days("L", date -> date.getDayOfMonth() == date.lengthOfMonth(), false);
            case 1 -> new Days("L-" + n % 28, date -> date.getDayOfMonth() == date.lengthOfMonth() - n % 28, false);
            case 2 ->
                new Days(
                        "LW",
                        date -> date.equals(MinuteOracle.nearestWeekday(date.with(TemporalAdjusters.lastDayOfMonth()))),
                        false);
            case 3 ->
                new Days(
                        n + "W",
                        date -> n <= date.lengthOfMonth()
                                && date.equals(MinuteOracle.nearestWeekday(date.withDayOfMonth(n))),
                        false);
            case 4 -> new Days("?", date -> true, true);
            case 5, 6, 7 -> new Days("*", date -> true, true);
            default -> {
                Field field = listed(1, 31, 1 + upTo(2), List.of());
                yield new Days(field.text(), date -> field.means().test(date.getDayOfMonth()), field.whole());
            }
        };
    }

    private Days weekdays() {
        int n = upTo(6);
        DayOfWeek day = DayOfWeek.of(n == 0 ? 7 : n);
        String name = random.nextBoolean() ? DAYS.get(n) : String.valueOf(n == 0 && random.nextBoolean() ? 7 : n);
        int nth = 1 + upTo(4);
        return switch (random.nextInt(9)) {
            case 0 -> new Days(name + "L", date -> MinuteOracle.isLast(date, day), false);
            case 1 -> new Days(name + "#" + nth, date -> MinuteOracle.isNth(date, day, nth), false);
            case 2 ->
                new Days(
                        name + "#1," + name + "#3",
                        date -> MinuteOracle.isNth(date, day, 1) || MinuteOracle.isNth(date, day, 3),
                        false);
            case 3 -> new Days("FRI-SUN", date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) >= 0, false);
            case 4, 5, 6 -> new Days(random.nextBoolean() ? "*" : "?", date -> true, true);
            default -> {
                Field field = listed(0, 6, 1 + upTo(1), random.nextBoolean() ? DAYS : List.of());
                yield new Days(
                        field.text(),
                        date -> field.means().test(date.getDayOfWeek().getValue() % 7),
                        field.whole());
            }
        };
    }

    /** Some text that any of these characters may stand in. */
    String nonsense() {
        String characters = "0123456789*/,-?LW#@ABCFRINMSUT \t.x";
        return IntStream.range(0, 1 + upTo(15))
                .mapToObj(i -> String.valueOf(characters.charAt(random.nextInt(characters.length()))))
                .collect(Collectors.joining());
    }
}
