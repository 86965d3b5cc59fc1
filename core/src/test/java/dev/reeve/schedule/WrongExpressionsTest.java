package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that cannot be are refused with the field, the column and an example. */
class WrongExpressionsTest {
    /** What is wrong in every field, and at which character of it. */
    private record Wrong(String text, int offset) {}

    private static final List<Wrong> ANYWHERE = List.of(
            new Wrong("60", 0),
            new Wrong("99", 0),
            new Wrong("4294967297", 0), // would be 1 if it ran over
            new Wrong("99999999999999999999", 0),
            new Wrong("-1", 0),
            new Wrong("-", 0),
            new Wrong("+1", 0),
            new Wrong("1.5", 1),
            new Wrong("1,", 2),
            new Wrong(",1", 0),
            new Wrong("1,,2", 2),
            new Wrong("1-", 2),
            new Wrong("1-2-3", 3),
            new Wrong("3-1", 0),
            new Wrong("1,3-2", 2),
            new Wrong("1-60", 2),
            new Wrong("*/0", 2),
            new Wrong("*/60", 2),
            new Wrong("*/-1", 2),
            new Wrong("*/", 2),
            new Wrong("*/x", 2),
            new Wrong("1/0", 2),
            new Wrong("1-2/", 4),
            new Wrong("1-2/0", 4),
            new Wrong("1/2/3", 3),
            new Wrong("**", 1),
            new Wrong("*5", 1),
            new Wrong("*-5", 1),
            new Wrong("5*", 1),
            new Wrong("/5", 0),
            new Wrong("?,1", 0),
            new Wrong("1,?", 2),
            new Wrong("H", 0),
            new Wrong("x", 0),
            new Wrong("1x", 1),
            new Wrong("~", 0),
            new Wrong("$1", 0),
            new Wrong("(1)", 0),
            new Wrong("\u0661", 0), // an Arabic one
            new Wrong("\u2013", 0), // a dash from a text processor
            new Wrong("1\u00a0", 1), // a space that is none
            new Wrong("\ud83d\ude00", 0));

    private static List<Wrong> in(CronField field) {
        List<Wrong> wrong = new ArrayList<>(ANYWHERE);
        wrong.add(new Wrong(String.valueOf(field.max() + 1), 0));
        wrong.add(new Wrong("*/" + (field.max() + 1), 2));
        switch (field) {
            case SECOND, MINUTE, HOUR -> {
                wrong.addAll(List.of(
                        new Wrong("?", 0),
                        new Wrong("L", 0),
                        new Wrong("1W", 1),
                        new Wrong("1#2", 1),
                        new Wrong("1L", 1),
                        new Wrong("MON", 0),
                        new Wrong("JAN", 0),
                        new Wrong("22-2", 0)));
            }
            case DAY_OF_MONTH ->
                wrong.addAll(List.of(
                        new Wrong("0", 0),
                        new Wrong("0-5", 0),
                        new Wrong("32", 0),
                        new Wrong("L-31", 2),
                        new Wrong("L-", 2),
                        new Wrong("L-x", 2),
                        new Wrong("LL", 1),
                        new Wrong("LW-1", 2),
                        new Wrong("L-3W", 3),
                        new Wrong("L/2", 1),
                        new Wrong("0W", 0),
                        new Wrong("32W", 0),
                        new Wrong("1-5W", 3),
                        new Wrong("W", 0),
                        new Wrong("1WL", 2),
                        new Wrong("5L", 1),
                        new Wrong("1#1", 1),
                        new Wrong("MON", 0),
                        new Wrong("28-3", 0)));
            case MONTH ->
                wrong.addAll(List.of(
                        new Wrong("0", 0),
                        new Wrong("13", 0),
                        new Wrong("?", 0),
                        new Wrong("L", 0),
                        new Wrong("JANUARY", 0),
                        new Wrong("JA", 0),
                        new Wrong("MON", 0),
                        new Wrong("NOV-FEB", 0),
                        new Wrong("JAN#1", 3),
                        new Wrong("1W", 1),
                        new Wrong("JAN-", 4),
                        new Wrong("JANL", 0)));
            case DAY_OF_WEEK ->
                wrong.addAll(List.of(
                        new Wrong("8", 0),
                        new Wrong("L", 0),
                        new Wrong("LW", 0),
                        new Wrong("MONDAY", 0),
                        new Wrong("MO", 0),
                        new Wrong("JAN", 0),
                        new Wrong("FRI-MON", 0),
                        new Wrong("5-0", 0),
                        new Wrong("7-2", 0),
                        new Wrong("5#0", 2),
                        new Wrong("5#6", 2),
                        new Wrong("5#", 2),
                        new Wrong("5#x", 2),
                        new Wrong("#3", 0),
                        new Wrong("1-5#2", 3),
                        new Wrong("5W", 1),
                        new Wrong("1-5L", 3),
                        new Wrong("8L", 0),
                        new Wrong("FRILL", 0),
                        new Wrong("5L-2", 2)));
        }
        return wrong;
    }

    @Test
    void hundredsOfMistakesAreToldWithFieldAndColumn() {
        int checked = 0;
        for (int fields = 5; fields <= 6; fields++) {
            for (int i = 0; i < fields; i++) {
                CronField field = CronField.values()[i + 6 - fields];
                for (Wrong wrong : in(field)) {
                    String before = "1 ".repeat(i);
                    String text = before + wrong.text() + " 1".repeat(fields - 1 - i);
                    check(text, field, i + 1, before.length() + wrong.offset() + 1);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
    }

    private static void check(String text, CronField field, int place, int column) {
        CronException refused = catchThrowableOfType(CronException.class, () -> Cron.parse(text));
        assertThat(refused).as("%s is accepted", text).isNotNull();
        assertThat(refused.field()).as(refused.getMessage()).isEqualTo(field);
        assertThat(refused.column()).as(refused.getMessage()).isEqualTo(column);
        assertThat(refused.expression()).isEqualTo(text);
        assertThat(refused)
                .hasMessageStartingWith("cron expression \"" + text + "\", field " + place + " (" + field.title()
                        + "), column " + column + ": ")
                .hasMessageContaining(" For example: " + field.example());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|1|minute|1|the expression is empty",
                "'   '|1|minute|1|the expression is empty",
                "*|2|hour|2|the expression has one field",
                "* *|3|day of month|4|the expression has 2 fields",
                "* * * *|5|day of week|8|the expression has 4 fields",
                "0 0 0 1 1 * 2026|7|day of week|13|the expression has 7 fields",
                "@reboot|1|minute|1|no boot",
                "@every 5m|1|minute|1|Schedule.every(..)",
                "  @often|1|minute|3|@daily, @midnight and @hourly",
                "@|1|minute|1|is no nickname",
                "@daily 5|2|hour|8|nothing may follow it",
                "0 22-2 * * *|2|hour|3|Write it as 22-23,0-2.",
                "0 0 * * FRI-MON|5|day of week|9|Write it as 5-6,0-1.",
                "0 0 * * 5-0|5|day of week|9|Write it as 5-7.",
                "0 0 * * 7-2|5|day of week|9|Write it as 0-2.",
                "0 0 * * friday|5|day of week|9|Write FRI.",
                "0 0 * * L|5|day of week|9|5L or FRIL is the last Friday",
                "0 25 * * *|2|hour|3|25 is out of range; hours go from 0 to 23",
                "* * 32 1 1|3|day of month|5|days go from 1 to 31",
                "?  0 * * *|1|minute|1|write *",
                "0 0 0 ? 13 *|5|month|9|months go from 1 to 12 or JAN to DEC",
            })
    void aMistakeIsToldWithWhatToWrite(String text, int place, String field, int column, String words) {
        assertThatThrownBy(() -> Schedule.cron(text))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining("field " + place + " (" + field + "), column " + column + ": ")
                .hasMessageContaining(words)
                .hasMessageContaining(" For example: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 30 2 *",
                "0 0 31 2 *",
                "0 0 31 4,6,9,11 *",
                "0 0 30,31 FEB ?",
                "0 0 31W 4 *",
                "0 0 L-29 2 *",
                "0 0 0 31 6 *",
                "* * 31 2-2 0-7"
            })
    void aDateThatNeverComesIsRefusedWhereItIsDefined(String text) {
        assertThatThrownBy(() -> Schedule.cron(text))
                .hasMessageContaining("(day of month), column ")
                .hasMessageContaining("none of these months has such a day")
                .hasMessageContaining("For example: \"0 0 L 2 *\"");
    }

    @Test
    void daysThatNeverMeetAreRefusedOnlyWhereBothHaveTo() {
        assertThatThrownBy(() -> Schedule.cron("0 0 1-7 * 5#2", DayRule.BOTH))
                .hasMessageContaining("field 3 (day of month), column 5")
                .hasMessageContaining("on such a day of the week");
        assertThat(Schedule.cron("0 0 1-7 * 5#2").clocks()).hasSize(1);
        assertThat(Schedule.cron("0 0 31 2 FRI").clocks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 29 2 *", "0 0 L-28 2 *", "0 0 29W 2 *", "0 0 31 1,2 *", "0 0 * 2 5#5", "0 0 L-30 * *"})
    void aDateThatComesSeldomIsTaken(String text) {
        assertThat(Cron.parse(text).text()).isEqualTo(text);
    }

    @Test
    void aLongExpressionIsCutInTheMessageAndControlCharactersAreLeftOut() {
        assertThatThrownBy(() -> Cron.parse("\u001b[31m" + "9".repeat(100_000)))
                .message()
                .hasSizeLessThan(700)
                .doesNotContain("\u001b");
    }
}
