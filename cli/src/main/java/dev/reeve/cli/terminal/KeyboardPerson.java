package dev.reeve.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whoever types what this process reads, if that is a terminal. Nothing is found out before it is needed. */
final class KeyboardPerson implements Person {
    private @Nullable BufferedReader lines;

    /** Asked of the operating system: Java's own answer differs from release to release. */
    @Override
    public boolean present() {
        try {
            Process test =
                    new ProcessBuilder("sh", "-c", "test -t 0").inheritIO().start();
            return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) { // no shell, as on Windows
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // before JDK 22 there is none where input comes from a pipe
    public @Nullable String hiddenLine() throws IOException {
        Console console = System.console();
        if (console == null || !present()) {
            return line();
        }
        char[] typed = console.readPassword();
        return typed == null ? null : new String(typed);
    }

    @Override
    public @Nullable String line() throws IOException {
        if (lines == null) {
            String named = System.getProperty("stdin.encoding", System.getProperty("native.encoding", "UTF-8"));
            lines = new BufferedReader(new InputStreamReader(System.in, Charset.forName(named)));
        }
        return lines.readLine();
    }
}
