package dev.reeve;

import dev.reeve.graph.Effects;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Options that belong to a task's function, wherever it is used. What a call says itself wins. Durations are written
 * in ISO 8601: {@code PT10S}, {@code PT5M}, {@code P1D}. A value that cannot be read or is out of bounds is an error
 * when a flow with the function is defined.
 */
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Task {
    /** The task's name; empty for that of the method. */
    String name() default "";

    /** How many failures are followed by another attempt; 0 or more. */
    int retries() default 0;

    /** The wait before another attempt; empty for none. */
    String retryDelay() default "";

    /** With it, the wait doubles from {@code retryDelay} up to this; empty for a wait that stays the same. */
    String maxRetryDelay() default "";

    /** Spreads a doubling wait to both sides: 0.25 draws it from 75 % to 125 %. From 0.0 to 1.0. */
    double retryJitter() default 0;

    /** Which exceptions are retried; empty for all. */
    Class<? extends Throwable>[] retryOn() default {};

    /** The longest an attempt may take; empty for no limit. */
    String timeout() default "";

    /** Template of the place where the result is kept and found again; empty for none. */
    String target() default "";

    /** Whether what lies at the target is taken whatever the inputs were. */
    boolean targetIgnoresInputs() default false;

    /** How long a result may be used again; empty for not at all. */
    String cacheFor() default "";

    /**
     * What has to be the same for a cached result to be used again: the names of inputs, {@code "parameters.day"} for a
     * parameter of the flow, {@code "all-inputs"}, {@code "all-parameters"} or {@code "duration-only"}. Empty for all
     * inputs.
     */
    String[] cachedBy() default {};

    /** Template of the name that each run of the task has in logs and summaries; empty for the task's name. */
    String runName() default "";

    /** Whether what the function prints to {@code System.out} and {@code System.err} goes into the task's log. */
    boolean captureOutput() default false;

    /** What calling the function again does, after a failed attempt or a lost process; the test kit holds it to that. */
    Effects effects() default Effects.UNDECLARED;

    /** The tags. */
    String[] tags() default {};

    /**
     * Units of named resources that it takes while it runs: {@code "gpu"} for one, {@code "mem=16"} for 16. Where {@code
     * requires(..)} names the same resource, that counts.
     */
    String[] requires() default {};

    /** Stands for the code when a stored result is to be used again; empty for the code itself. */
    String version() default "";

    /** Whether the result is stored. */
    Checkpoint checkpoint() default Checkpoint.AS_CONFIGURED;

    /** Whether a result is stored. */
    enum Checkpoint {
        /** As the run is configured. */
        AS_CONFIGURED,
        /** Whatever the run says. */
        ALWAYS,
        /** Whatever the run says, not. */
        NEVER
    }
}
