package dev.reeve.cli.terminal;

/** The codes that commands end with. 78, the launcher's own, means that there is no JDK or no Maven. */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;

    /** A run failed, or ended without being done. */
    public static final int FAILED = 1;

    /** Wrong usage, a flow that cannot be found or defined, a setting that is wrong. Nothing has run. */
    public static final int WRONG_USAGE = 2;

    /** The run was cancelled. */
    public static final int CANCELLED = 3;

    /** Stopped at once by a second Ctrl-C, without waiting for tasks: what shells say of it. */
    public static final int HALTED = 130;

    private ExitCode() {}
}
