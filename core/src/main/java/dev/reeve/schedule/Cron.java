package dev.reeve.schedule;

import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression that was read and can be met: five fields, or six with seconds first, or a nickname such as {@code
 * @daily}. Immutable; equal if text and day rule are.
 */
public final class Cron implements Timing {
    private final String text;
    private final DayRule dayRule;
    private final List<CronPart> parts;
    private final MonthDays days;
    private final boolean fixed;

    private Cron(String text, DayRule dayRule, List<CronPart> parts) {
        this.text = text;
        this.dayRule = dayRule;
        this.parts = List.copyOf(parts);
        this.days = new MonthDays(part(CronField.DAY_OF_MONTH), part(CronField.DAY_OF_WEEK), dayRule);
        this.fixed = !isRepeating(part(CronField.MINUTE)) && !isRepeating(part(CronField.HOUR));
    }

    private static boolean isRepeating(CronPart part) {
        return part.whole() || part.stepped();
    }

    /**
     * Reads an expression.
     *
     * @throws CronException if it cannot be read, or no date can meet it
     */
    public static Cron parse(String text) {
        return parse(text, DayRule.EITHER);
    }

    /**
     * Reads an expression.
     *
     * @param dayRule what it means that both days are restricted
     * @throws CronException if it cannot be read, or no date can meet it
     */
    public static Cron parse(String text, DayRule dayRule) {
        Objects.requireNonNull(text, "a cron expression is null. Write one such as \"0 13 * * *\".");
        Objects.requireNonNull(dayRule, "the rule for days is null. Write DayRule.EITHER or DayRule.BOTH.");
        Cron cron = new Cron(text, dayRule, new CronParser(text).parts());
        cron.requirePossible();
        return cron;
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /** What it means that both days are restricted. */
    public DayRule dayRule() {
        return dayRule;
    }

    /**
     * Whether it names fixed times of the day: neither minute nor hour has {@code *} or a step. Where clocks change, such
     * a time fires once; others fire whenever the clock on the wall shows what they say.
     */
    public boolean isFixed() {
        return fixed;
    }

    /** The expression in words: {@code at 13:00, every day}. */
    @Override
    public String words() {
        return CronWords.of(this);
    }

    /** Whether it names that time of a clock on the wall. */
    boolean matches(LocalDateTime local) {
        long second = local.toEpochSecond(ZoneOffset.UTC);
        return new CronCursor(this).next(second) == second;
    }

    CronPart part(CronField field) {
        for (CronPart part : parts) {
            if (part.field() == field) {
                return part;
            }
        }
        throw new IllegalStateException("every expression has a " + field.title());
    }

    MonthDays days() {
        return days;
    }

    /** All that can become of a month is its length and the day of the week on which it begins. */
    private void requirePossible() {
        long months = part(CronField.MONTH).bits();
        for (Month month : Month.values()) {
            if ((months >> month.getValue() & 1) == 1) {
                for (int first = 0; first < 7; first++) {
                    if (days.of(month.maxLength(), first) != 0 || days.of(month.minLength(), first) != 0) {
                        return;
                    }
                }
            }
        }
        throw impossible();
    }

    private CronException impossible() {
        CronPart day = part(CronField.DAY_OF_MONTH);
        int place = text.strip().split("\\s+").length - 2;
        String problem = days.restrictsWeekdays()
                ? "no date can be meant: such a day of the month, on such a day of the week, is in none of these months."
                : "no date can be meant: none of these months has such a day.";
        return new CronException(
                text,
                place,
                CronField.DAY_OF_MONTH,
                day.column(),
                problem,
                "\"0 0 L 2 *\" is the last day of February.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && cron.text.equals(text) && cron.dayRule == dayRule;
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + dayRule.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
