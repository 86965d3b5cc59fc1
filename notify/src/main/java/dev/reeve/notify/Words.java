package dev.reeve.notify;

import java.time.Duration;
import java.util.regex.Pattern;

/** How texts are made fit for a medium: cut, freed of what would be read as more than text, and put into words. */
final class Words {
    /** All control characters save tab and line break, and halves of characters, which no medium takes. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|\\p{Cs}");

    private Words() {}

    /** At most so many characters, the last an ellipsis if some were left out; never half a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** Without characters that steer a terminal or a protocol; line breaks become {@code \n}. */
    static String plain(String text) {
        return UNPRINTABLE
                .matcher(text.replace("\r\n", "\n").replace('\r', '\n').replace('\u2028', '\n'))
                .replaceAll("");
    }

    /** As {@link #plain}, in one line. */
    static String line(String text) {
        return plain(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /** As Slack's mrkdwn shows it, with no link or mention in it; three backticks would end a block of code. */
    static String slack(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("```", "'''");
    }

    /** At most so many characters of a text for Slack; never half of what {@link #slack} made of one character. */
    static String cutSlack(String escaped, int most) {
        if (escaped.length() <= most) {
            return escaped;
        }
        String cut = cut(escaped, most);
        int entity = cut.lastIndexOf('&');
        boolean whole = entity < 0 || cut.indexOf(';', entity) >= 0 || cut.length() - entity > "&amp;".length();
        return whole ? cut : cut.substring(0, entity) + "…";
    }

    /** As HTML shows it, in elements and in quoted attributes. */
    static String html(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@code 250 ms}, {@code 5 s}, {@code 2 min 5 s}, {@code 3 h 4 min}, {@code 2 d 3 h}. */
    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return pair(duration.toMinutes(), " min", duration.toSecondsPart(), " s");
        }
        return duration.compareTo(Duration.ofDays(1)) < 0
                ? pair(duration.toHours(), " h", duration.toMinutesPart(), " min")
                : pair(duration.toDays(), " d", duration.toHoursPart(), " h");
    }

    private static String pair(long large, String unit, int small, String smaller) {
        return large + unit + (small == 0 ? "" : " " + small + smaller);
    }
}
