package dev.reeve.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says why a clock fires when it does. */
final class Reasons {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    private final Clock clock;

    Reasons(Clock clock) {
        this.clock = clock;
    }

    /**
     * The reasons.
     *
     * @param before the time of this clock before it, or the one after which it was asked for
     */
    List<String> of(Tick tick, Tick before) {
        List<String> reasons = new ArrayList<>();
        OffsetSpan span = OffsetSpan.at(clock.zone().getRules(), tick.source().getEpochSecond());
        LocalDateTime shown = LocalDateTime.ofInstant(tick.source(), clock.zone());
        ClockChange change = new ClockChange(clock, tick.source(), span);
        if (clock.timing() instanceof Cron cron) {
            LocalDateTime skipped = change.skipped();
            day(cron, (skipped == null ? shown : skipped).toLocalDate(), reasons);
        }
        change.say(reasons, before.source());
        if (!tick.time().equals(tick.source())) {
            String moves = ScheduleWords.listed(
                    clock.rules().stream()
                            .filter(Adjustment.class::isInstance)
                            .map(Rule::words)
                            .toList(),
                    "and");
            reasons.add("It is " + moves + ", from " + DATE.format(shown) + ", " + ClockChange.time(shown) + ".");
        }
        return reasons;
    }

    private static void day(Cron cron, LocalDate date, List<String> reasons) {
        List<String> met = new ArrayList<>();
        met(cron.part(CronField.DAY_OF_MONTH), cron.days().restrictsDays(), date, met);
        met(cron.part(CronField.DAY_OF_WEEK), cron.days().restrictsWeekdays(), date, met);
        if (!met.isEmpty()) {
            reasons.add(DATE.format(date) + " is meant by \"" + ScheduleWords.listed(met, "and") + "\".");
        }
    }

    private static void met(CronPart part, boolean restricts, LocalDate date, List<String> met) {
        if (!restricts) {
            return;
        }
        int first = date.withDayOfMonth(1).getDayOfWeek().getValue() % 7;
        for (CronItem item : part.items()) {
            boolean meant;
            if (item instanceof CronItem.Values values) {
                int value = part.field() == CronField.DAY_OF_MONTH
                        ? date.getDayOfMonth()
                        : date.getDayOfWeek().getValue() % 7;
                meant = (new CronPart(part.field(), 1, List.of(values)).bits() >> value & 1) == 1;
            } else {
                meant = MonthDays.day(item, date.lengthOfMonth(), first) == 1L << date.getDayOfMonth();
            }
            if (meant) {
                met.add(CronWords.item(part.field(), item));
            }
        }
    }
}
