package dev.reeve.schedule;

import java.io.Serial;

/** A cron expression that cannot be. The message names the field, the column and an example. */
public final class CronException extends ScheduleException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String expression;
    private final CronField field;
    private final int column;

    CronException(String expression, int place, CronField field, int column, String problem, String example) {
        super("cron expression \"" + shown(expression) + "\", field " + place + " (" + field.title() + "), column "
                + column + ": " + problem + " For example: " + example);
        this.expression = expression;
        this.field = field;
        this.column = column;
    }

    /** Control characters would tear the message apart. */
    private static String shown(String expression) {
        StringBuilder text = new StringBuilder();
        expression.codePoints().limit(200).forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return text.toString();
    }

    /** The expression as it was written. */
    public String expression() {
        return expression;
    }

    /** The field that the mistake is in. */
    public CronField field() {
        return field;
    }

    /** Where the mistake begins; the first character of the expression is 1. */
    public int column() {
        return column;
    }
}
