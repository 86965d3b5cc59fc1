package dev.reeve.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a cron expression from left to right. Used once. */
final class CronParser {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<CronField> SIX = List.of(CronField.values());
    private static final List<CronField> FIVE = SIX.subList(1, 6);
    private static final String EXAMPLE = "\"0 13 * * *\" is every day at 13:00.";

    private final String expression;

    private record Word(int column, String text) {}

    CronParser(String expression) {
        this.expression = expression;
    }

    /** The six fields, the seconds first. */
    List<CronPart> parts() {
        List<Word> words = words(expression);
        if (!words.isEmpty() && words.getFirst().text().startsWith("@")) {
            return nickname(words);
        }
        int seconds = words.size() == 6 ? 0 : 1;
        if (words.size() < 5) {
            CronField missing = FIVE.get(words.size());
            String said = words.isEmpty() ? "is empty" : "has " + count(words.size());
            throw new CronException(
                    expression,
                    words.size() + 1,
                    missing,
                    expression.stripTrailing().length() + 1,
                    "the " + missing.title() + " is missing: the expression " + said
                            + ". Write minute, hour, day of month, month and day of week, or six fields with seconds"
                            + " first.",
                    EXAMPLE);
        }
        if (words.size() > 6) {
            throw new CronException(
                    expression,
                    7,
                    CronField.DAY_OF_WEEK,
                    words.get(6).column(),
                    "nothing stands behind the day of week, but the expression has " + count(words.size())
                            + ". Write five, or six with seconds first; a year is said with .starting(..) and"
                            + " .ending(..).",
                    EXAMPLE);
        }
        List<CronPart> parts = new ArrayList<>();
        if (seconds == 1) {
            parts.add(CronPart.zero(CronField.SECOND));
        }
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            parts.add(new CronFieldParser(expression, i + 1, SIX.get(i + seconds), word.column(), word.text()).part());
        }
        return parts;
    }

    private static String count(int fields) {
        return fields == 1 ? "one field" : fields + " fields";
    }

    private List<CronPart> nickname(List<Word> words) {
        Word word = words.getFirst();
        String meant = NICKNAMES.get(word.text().toLowerCase(Locale.ROOT));
        if (meant == null) {
            String problem = word.text().equalsIgnoreCase("@reboot")
                    ? "a flow has no boot to run at."
                    : word.text().equalsIgnoreCase("@every")
                            ? "intervals are said with Schedule.every(..)."
                            : "\"" + CronFieldParser.cut(word.text()) + "\" is no nickname; there are @yearly,"
                                    + " @annually, @monthly, @weekly, @daily, @midnight and @hourly.";
            throw new CronException(expression, 1, CronField.MINUTE, word.column(), problem, "@daily");
        }
        if (words.size() > 1) {
            throw new CronException(
                    expression,
                    2,
                    CronField.HOUR,
                    words.get(1).column(),
                    "a nickname stands alone, nothing may follow it.",
                    word.text());
        }
        return new CronParser(meant).parts();
    }

    /** By ASCII white space only: what looks like a space and is none shall be seen. */
    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || " \t\n\r\f".indexOf(text.charAt(i)) >= 0;
            if (space && begin >= 0) {
                words.add(new Word(begin + 1, text.substring(begin, i)));
                begin = -1;
            } else if (!space && begin < 0) {
                begin = i;
            }
        }
        return words;
    }
}
