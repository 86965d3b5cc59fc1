package dev.reeve.state;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, as data.
 *
 * @param type the exception's class name
 * @param message its message; empty if it had none
 * @param cause the exception itself where it is at hand; null once the failure crossed a process boundary
 */
public record Failure(String type, String message, @Nullable Throwable cause) {

    /** The failure that {@code cause} is. */
    public static Failure of(Throwable cause) {
        String message;
        try {
            message = cause.getMessage();
        } catch (RuntimeException | Error e) { // a user's exception may throw from getMessage()
            message = "(its message could not be read: " + e.getClass().getName() + ")";
        }
        return new Failure(cause.getClass().getName(), message == null ? "" : message, cause);
    }

    /** A failure that no exception stands for. */
    public static Failure because(String message) {
        return new Failure("", message, null);
    }

    /** Type and message in one line, such as {@code IOException: connection reset}. */
    public String oneLine() {
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        String text = message.isEmpty() ? simple : simple.isEmpty() ? message : simple + ": " + message;
        return text.replaceAll("\\R", " ");
    }

    /** The stack trace as text; empty where the exception is not at hand. */
    public String stackTrace() {
        if (cause == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | Error e) { // as above: user code runs in here
            return type + ": " + message + " (its stack trace could not be printed: " + e.getClass() + ")";
        }
        return text.toString();
    }
}
