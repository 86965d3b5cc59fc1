package dev.reeve.state;

/** What a trigger says about a node whose upstreams have ended. It never throws: what user code threw is a Fail. */
public sealed interface Verdict {
    /** It may run. */
    record Pass() implements Verdict {}

    /** It may not run, and that is a failure. */
    record Fail(String reason) implements Verdict {}

    /** It need not run. */
    record Skip(String reason) implements Verdict {}

    /** A person decides. */
    record Hold(String reason) implements Verdict {}

    /** It may run. */
    Verdict PASS = new Pass();
}
