package dev.reeve;

/** A function of no input without a value: what {@code f.action} takes. */
@FunctionalInterface
public non-sealed interface Action0 extends TaskFunction {
    /** Does its work. May throw anything; the task then fails. */
    void run() throws Exception;
}
