package dev.reeve.cli.code;

import dev.reeve.cli.terminal.ExitCall;
import dev.reeve.cli.terminal.ExitCode;

/**
 * What is said if the process ends while a user's code defines a flow, as when that calls {@code System.exit}. Such a
 * process must not end like one that did what it was asked, whatever the code it was to end with.
 */
final class DefinitionExit implements AutoCloseable {
    private final String method;
    private final Thread hook = new Thread(this::processEnds, "reeve-definition-exit");

    private DefinitionExit(String method) {
        this.method = method;
    }

    /** Looks out for it until it is closed. */
    static DefinitionExit of(String method) {
        DefinitionExit exit = new DefinitionExit(method);
        Runtime.getRuntime().addShutdownHook(exit.hook);
        return exit;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook says so
        }
    }

    private void processEnds() {
        ExitCall exit = ExitCall.seen();
        if (exit.bySignal()) {
            return;
        }
        System.err.println("reeve: the process ends while " + method + "() defines its flow" + exit.because()
                + ". Nothing was run.");
        System.err.println("reeve: A method that defines a flow returns it, and throws an exception if it cannot.");
        System.err.flush();
        System.out.flush();
        Runtime.getRuntime().halt(ExitCode.WRONG_USAGE);
    }
}
