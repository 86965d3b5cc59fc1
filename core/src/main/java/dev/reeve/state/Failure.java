package dev.reeve.state;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, as data.
 *
 * @param type the exception's class name
 * @param message its message; empty if it had none
 * @param cause the exception itself where it is at hand; null once the failure crossed a process boundary
 */
public record Failure(String type, String message, @Nullable Throwable cause) {
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern LEADING_DIGITS = Pattern.compile("^\\d+");

    /** The failure that {@code cause} is. */
    public static Failure of(Throwable cause) {
        String message;
        try {
            message = cause.getMessage();
        } catch (Throwable e) { // a user's exception may throw from getMessage(), checked ones too
            message = "(its message could not be read: " + e.getClass().getName() + ")";
        }
        return new Failure(cause.getClass().getName(), message == null ? "" : message, cause);
    }

    /** A failure that no exception stands for. */
    public static Failure because(String message) {
        return new Failure("", message, null);
    }

    /** Type and message in one line of at most 1,000 characters, such as {@code IOException: connection reset}. */
    public String oneLine() {
        String simple = simpleType();
        String text = message.isEmpty() ? simple : simple.isEmpty() ? message : simple + ": " + message;
        if (text.length() > LONGEST_LINE) { // history keeps these lines; a message may be a whole document
            text = text.substring(0, LONGEST_LINE - 1) + "…";
        }
        return LINE_BREAK.matcher(text).replaceAll(" ");
    }

    /** Without package and enclosing class, save for an anonymous class, whose own name is only a number. */
    private String simpleType() {
        String inPackage = type.substring(type.lastIndexOf('.') + 1);
        String inClass = inPackage.substring(inPackage.lastIndexOf('$') + 1);
        String named = LEADING_DIGITS.matcher(inClass).replaceFirst("");
        return named.isEmpty() ? inPackage : named;
    }

    /** The stack trace as text; empty where the exception is not at hand. */
    public String stackTrace() {
        if (cause == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(text));
        } catch (Throwable e) { // as above: user code runs in here
            return type + ": " + message + " (its stack trace could not be printed: "
                    + e.getClass().getName() + ")";
        }
        return text.toString();
    }

    /** One line. Never asks the exception itself, whose own text may throw or never end. */
    @Override
    public String toString() {
        return oneLine();
    }
}
