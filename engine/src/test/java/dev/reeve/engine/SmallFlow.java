package dev.reeve.engine;

import dev.reeve.Flow;
import org.slf4j.MDC;

/** A program with a flow of two tasks, for {@link StartTest}. With an argument it prints what the log would know. */
final class SmallFlow {
    private SmallFlow() {}

    private static String hello() {
        return "hello";
    }

    private static void print(String text) {
        System.out.println(text);
    }

    private static void printContext(String text) {
        System.out.println(text + " from " + MDC.get("flow") + "/" + MDC.get("task"));
    }

    public static void main(String... arguments) {
        boolean logs = arguments.length > 0;
        Flow flow = Flow.define("small", f -> {
            var text = f.task(SmallFlow::hello);
            if (logs) {
                f.action(SmallFlow::printContext, text);
            } else {
                f.action(SmallFlow::print, text);
            }
        });
        System.exit(flow.run().state().isSuccessful() ? 0 : 1);
    }
}
