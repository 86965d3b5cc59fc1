package dev.reeve.faults;

/** What can befall a process. */
enum Fault {
    KILL_SERVER("a server killed", 4, false),
    STOP_SERVER("a server stopped for a while", 1, false),
    KILL_AGENT("an agent killed", 4, false),
    STOP_AGENT("an agent stopped past its lease", 2, false),
    KILL_RUNNER("a runner killed", 6, true),
    STOP_RUNNER("a runner stopped past the lease", 2, true),
    STOP_BOTH("an agent and its runners stopped past the lease", 2, true),
    KILL_BOTH("an agent and its runners killed", 2, true),
    ORPHAN("an agent killed, its runners stopped past the lease", 2, true),
    KILL_DATABASE("the database killed", 2, false);

    private final String words;
    private final int weight;
    private final boolean needsRunners;

    Fault(String words, int weight, boolean needsRunners) {
        this.words = words;
        this.weight = weight;
        this.needsRunners = needsRunners;
    }

    String words() {
        return words;
    }

    /** How often it comes, beside the others. */
    int weight() {
        return weight;
    }

    /** Whether it befalls runners. */
    boolean needsRunners() {
        return needsRunners;
    }
}
