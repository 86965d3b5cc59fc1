package dev.reeve.cli.terminal;

/**
 * The codes that commands end with. Beside them, a run that was cancelled ends with 3 and one that was stopped at once
 * with 130, as {@link dev.reeve.engine.Foreground} says; 78, the launcher's own, means that there is no JDK or no Maven.
 */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;

    /** A run failed, or ended without being done. */
    public static final int FAILED = 1;

    /** Wrong usage, a flow that cannot be found or defined, a setting that is wrong. Nothing has run. */
    public static final int WRONG_USAGE = 2;

    /** Stopped by Ctrl-C before it was done. */
    public static final int STOPPED = 130;

    private ExitCode() {}
}
