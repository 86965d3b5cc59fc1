package dev.reeve.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one field of a cron expression from left to right. Used once. */
final class CronFieldParser {
    private static final int TOO_LARGE = 1_000_000;

    private final String expression;
    private final int place;
    private final CronField field;
    private final int column;
    private final String text;
    private int at;

    CronFieldParser(String expression, int place, CronField field, int column, String text) {
        this.expression = expression;
        this.place = place;
        this.field = field;
        this.column = column;
        this.text = text;
    }

    CronPart part() {
        if (text.equals("?")) {
            if (field != CronField.DAY_OF_MONTH && field != CronField.DAY_OF_WEEK) {
                throw wrong(0, "? stands for any day of month or day of week only; write *.");
            }
            return new CronPart(field, column, List.of(all(1, false)));
        }
        List<CronItem> items = new ArrayList<>();
        items.add(item());
        while (at < text.length()) {
            if (text.charAt(at) != ',') {
                throw wrong(at, unexpected());
            }
            at++;
            items.add(item());
        }
        return new CronPart(field, column, items);
    }

    private CronItem item() {
        if (at == text.length() || text.charAt(at) == ',') {
            throw wrong(at, "a value is missing" + (text.contains(",") ? " beside the comma." : "."));
        }
        char c = text.charAt(at);
        if (c == '*') {
            at++;
            return next('/') ? all(step(), true) : all(1, false);
        }
        if (c == '?') {
            throw wrong(at, "? stands alone in its field.");
        }
        if ((c == 'L' || c == 'l') && !isLetter(at + 1, 'W')) {
            return last();
        }
        if ((c == 'L' || c == 'l') && field == CronField.DAY_OF_MONTH) {
            at += 2;
            return new CronItem.LastWeekday();
        }
        return values();
    }

    private CronItem all(int step, boolean stepped) {
        return new CronItem.Values(field.min(), field.last(), step, stepped);
    }

    private CronItem last() {
        int begin = at;
        if (field == CronField.DAY_OF_WEEK) {
            throw wrong(begin, "L in the day of week stands behind a day: 5L or FRIL is the last Friday of the month.");
        }
        if (field != CronField.DAY_OF_MONTH) {
            throw wrong(begin, "L stands for a last day only, not for a " + field.title() + ".");
        }
        at++;
        if (!next('-')) {
            return new CronItem.LastDay(0);
        }
        int number = at;
        int before = number("a number of days");
        if (before > 30) {
            throw wrong(number, "no month has a day " + shown(before) + " days before its last; write 0 to 30.");
        }
        return new CronItem.LastDay(before);
    }

    private CronItem values() {
        int begin = at;
        int from = value();
        if (field == CronField.DAY_OF_MONTH && isLetter(at, 'W')) {
            at++;
            return new CronItem.NearestWeekday(from);
        }
        if (field == CronField.DAY_OF_WEEK && isLetter(at, 'L')) {
            at++;
            return new CronItem.LastOf(from % 7);
        }
        if (field == CronField.DAY_OF_WEEK && next('#')) {
            int number = at;
            int n = number("which of them in the month, 1 to 5");
            if (n < 1 || n > 5) {
                throw wrong(number, "a day of the week comes up to 5 times in a month, so # takes 1 to 5.");
            }
            return new CronItem.NthDay(from % 7, n);
        }
        if (next('-')) {
            return range(begin, from);
        }
        if (next('/')) {
            boolean sunday = field == CronField.DAY_OF_WEEK && from == 7;
            return new CronItem.Values(sunday ? 0 : from, field.last(), step(), true);
        }
        return new CronItem.Values(from, from, 1, false);
    }

    private CronItem range(int begin, int from) {
        int number = at;
        int to = value();
        if (field == CronField.DAY_OF_WEEK && to == 0 && from > 0 && isNamed(number)) {
            to = 7; // FRI-SUN: the week may end with Sunday as well as begin with it
        }
        if (to < from) {
            throw wrong(
                    begin,
                    "the range " + text.substring(begin, at) + " ends before it begins. Write it as " + split(from, to)
                            + ".");
        }
        return next('/') ? new CronItem.Values(from, to, step(), true) : new CronItem.Values(from, to, 1, false);
    }

    /** The same without running over the end. */
    private String split(int from, int to) {
        if (field == CronField.DAY_OF_WEEK && to == 0) {
            return from + "-7";
        }
        return field == CronField.DAY_OF_WEEK && from == 7
                ? "0-" + to
                : from + "-" + field.last() + "," + field.min() + "-" + to;
    }

    private int step() {
        int begin = at;
        int step = number("a step");
        if (step < 1 || step > field.max()) {
            throw wrong(
                    begin,
                    "a step of " + shown(step) + " is out of range; in the " + field.title() + " it is 1 to "
                            + field.max() + ".");
        }
        return step;
    }

    private int value() {
        int begin = at;
        if (isNamed(at)) {
            return named();
        }
        int value = number(field.names().isEmpty() ? "a number" : "a number or a name");
        if (value < field.min() || value > field.max()) {
            throw wrong(begin, shown(value) + " is out of range; " + field.bounds() + ".");
        }
        return value;
    }

    private boolean isNamed(int index) {
        return index < text.length()
                && isLetter(text.charAt(index))
                && !field.names().isEmpty();
    }

    private int named() {
        int begin = at;
        int end = begin;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(begin, end).toUpperCase(Locale.ROOT);
        int known = word.length() < 3 ? -1 : field.names().indexOf(word.substring(0, 3));
        boolean last = field == CronField.DAY_OF_WEEK && word.length() == 4 && word.endsWith("L"); // FRIL
        if (known < 0 || word.length() > 3 && !last) {
            String meant = known < 0 ? "" : " Write " + field.names().get(known) + ".";
            throw wrong(
                    begin,
                    "\"" + cut(text.substring(begin, end)) + "\" is no " + field.title() + "; " + field.bounds() + "."
                            + meant);
        }
        at = begin + 3;
        return known + field.min();
    }

    /** Digits only: Integer.parseInt would take signs and the digits of all scripts. */
    private int number(String what) {
        int begin = at;
        int value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(TOO_LARGE, value * 10 + text.charAt(at) - '0');
            at++;
        }
        if (at == begin) {
            throw wrong(begin, at == text.length() ? what + " is missing." : unexpected());
        }
        return value;
    }

    private String unexpected() {
        int c = text.codePointAt(at);
        return "\"" + Character.toString(Character.isISOControl(c) ? ' ' : c) + "\" is not expected here; "
                + field.bounds() + ".";
    }

    private boolean next(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private boolean isLetter(int index, char capital) {
        return index < text.length() && (text.charAt(index) == capital || text.charAt(index) == capital + 32);
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static String shown(int value) {
        return value == TOO_LARGE ? "so large a number" : String.valueOf(value);
    }

    static String cut(String word) {
        return word.length() > 40 ? word.substring(0, 40) + ".." : word;
    }

    private CronException wrong(int offset, String problem) {
        return new CronException(expression, place, field, column + offset, problem, field.example());
    }
}
