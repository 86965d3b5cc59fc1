package dev.reeve.cli.runs;

/** Which attempts workers of a cluster called, for people. */
public final class WorkerText {
    private WorkerText() {}

    /** What is said behind a worker's name; nothing if there is no other attempt to tell it from. */
    public static String attempt(int attempt, int epoch, boolean several) {
        return several ? " (attempt " + attempt + " of epoch " + epoch + ")" : "";
    }
}
