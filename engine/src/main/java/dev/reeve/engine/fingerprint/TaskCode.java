package dev.reeve.engine.fingerprint;

/**
 * What tells the code of a task from other code. Immutable.
 *
 * @param fingerprint {@code version} and what the task says, else {@code task} and 64 hexadecimal digits over all code that
 *     its functions may come to; {@code none} for a task without code of the user's
 * @param coarseness why any change of its jar or class directory changes it; empty if only code counts that it may
 *     come to
 */
public record TaskCode(String fingerprint, String coarseness) {
    static final TaskCode NONE = new TaskCode("none", "");

    /** Whether that fingerprint was taken as it is now, and not of a whole jar as before. */
    public static boolean comparable(String fingerprint) {
        return !fingerprint.matches("[0-9a-f]{64}");
    }
}
