package dev.reeve.cli.server;

/** What a problem says, as a sentence. */
final class Sentence {
    private Sentence() {}

    static String of(RuntimeException problem) {
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }
}
