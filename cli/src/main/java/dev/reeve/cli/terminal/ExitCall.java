package dev.reeve.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What ends the process, as the threads show it at the moment when shutdown hooks run. Immutable.
 *
 * @param caller the method that called {@code System.exit}; empty if none is seen, as that of a virtual thread is not
 * @param bySignal whether the process was sent a signal; then the JVM has an exit code that tells
 */
public record ExitCall(String caller, boolean bySignal) {
    /** What the threads of this process show now. */
    public static ExitCall seen() {
        List<StackTraceElement[]> stacks =
                new ArrayList<>(Thread.getAllStackTraces().values());
        return new ExitCall(caller(stacks), bySignal(stacks));
    }

    private static String caller(List<StackTraceElement[]> stacks) {
        for (StackTraceElement[] stack : stacks) {
            for (int i = stack.length - 2; i >= 0; i--) {
                if (stack[i].getMethodName().equals("exit")
                        && Set.of("java.lang.System", "java.lang.Runtime").contains(stack[i].getClassName())) {
                    return stack[i + 1].getClassName() + "." + stack[i + 1].getMethodName();
                }
            }
        }
        return "";
    }

    private static boolean bySignal(List<StackTraceElement[]> stacks) {
        return stacks.stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().startsWith("java.lang.Terminator"));
    }

    /** {@code because Shop.main called System.exit}, with a comma before it; empty if nobody knows. */
    public String because() {
        return caller.isEmpty() ? "" : ", because " + caller + " called System.exit";
    }
}
