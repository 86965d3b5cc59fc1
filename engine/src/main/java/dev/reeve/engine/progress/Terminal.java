package dev.reeve.engine.progress;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What standard output leads to. Immutable.
 *
 * @param interactive whether it is a terminal on which a cursor can be moved
 * @param errorsToo whether standard error is one as well
 * @param colour whether colours are welcome
 * @param unicode whether more than ASCII can be shown
 * @param columns its width
 * @param rows its height
 */
public record Terminal(boolean interactive, boolean errorsToo, boolean colour, boolean unicode, int columns, int rows) {
    private static final int UNBOUNDED = 10_000;

    /** No terminal: a pipe or a file. Nothing is cut to a width. */
    public static final Terminal NONE = new Terminal(false, false, false, true, UNBOUNDED, UNBOUNDED);

    /** What this process writes to. Asks the operating system, which takes some milliseconds. */
    public static Terminal detect() {
        Map<String, String> environment = System.getenv();
        if (!canMoveCursor(environment)) {
            return NONE;
        }
        // exit code of "test": is it a terminal? Java's own answer also depends on where the input comes from
        int answer =
                shell("test -t 1; o=$?; test -t 2; exit $((o * 2 + $?))", true).code();
        if (answer != 0 && answer != 1) {
            return NONE;
        }
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "US-ASCII"), StandardCharsets.US_ASCII);
        return of(environment, measured(environment), answer == 0, charset.equals(StandardCharsets.UTF_8));
    }

    /**
     * A terminal.
     *
     * @param measured its rows and columns as {@code stty size} prints them; anything else if that failed
     */
    static Terminal of(Map<String, String> environment, String measured, boolean errorsToo, boolean unicode) {
        String[] size = measured.strip().split(" ", -1);
        int rows = number(environment.get("LINES"), size.length == 2 ? number(size[0], 24) : 24);
        int columns = number(environment.get("COLUMNS"), size.length == 2 ? number(size[1], 80) : 80);
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return new Terminal(true, errorsToo, noColour.isEmpty(), unicode, columns, rows);
    }

    /** The same terminal with the size that it has now. */
    Terminal measuredAgain() {
        return interactive
                ? of(System.getenv(), measured(System.getenv()), errorsToo, unicode)
                        .withColour(colour)
                : this;
    }

    private Terminal withColour(boolean wanted) {
        return new Terminal(interactive, errorsToo, wanted, unicode, columns, rows);
    }

    static boolean canMoveCursor(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return !term.isEmpty() && !term.equals("dumb");
    }

    private static String measured(Map<String, String> environment) {
        return number(environment.get("COLUMNS"), 0) > 0
                ? ""
                : shell("stty size < /dev/tty", false).output();
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null || !text.matches("[1-9]\\d{0,4}")) {
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    private record Answer(int code, String output) {}

    private static Answer shell(String command, boolean withOurOutput) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        if (withOurOutput) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(-1, "");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return new Answer(process.exitValue(), output);
        } catch (IOException e) { // no shell, as on Windows: then it is no terminal we know
            return new Answer(-1, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "");
        }
    }
}
