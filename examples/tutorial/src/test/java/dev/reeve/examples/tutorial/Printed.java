package dev.reeve.examples.tutorial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a program of this package prints. */
final class Printed {
    private Printed() {}

    /** Work that prints. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** What the {@code main} of that class prints. */
    static String by(String program) throws Exception {
        var main = Class.forName(Printed.class.getPackageName() + "." + program).getMethod("main", String[].class);
        return by(() -> main.invoke(null, (Object) new String[0]));
    }

    static String by(Work work) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
