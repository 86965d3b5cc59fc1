package dev.reeve.cli;

/** JVMs that tests start by others, such as the runners of an agent: they live for seconds, and compiling well pays nothing. */
public final class QuickJvms {
    private QuickJvms() {}

    /** All that this process starts have them. They say so on standard error. */
    public static void beneath(ProcessBuilder builder) {
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
}
