package dev.reeve.faults;

/** What can befall a process. */
enum Fault {
    KILL_SERVER("a server killed", 4, 1),
    STOP_SERVER("a server stopped for a while", 1, 0),
    KILL_AGENT("an agent killed", 4, 1),
    STOP_AGENT("an agent stopped past its lease", 2, 0),
    KILL_RUNNER("a runner killed", 6, 1),
    STOP_RUNNER("a runner stopped past the lease", 2, 0),
    STOP_BOTH("an agent and its runners stopped past the lease", 2, 0),
    KILL_BOTH("an agent and its runners killed", 2, 1),
    ORPHAN("an agent killed, its runners stopped past the lease", 2, 1),
    KILL_DATABASE("the database killed", 2, 1);

    private final String words;
    private final int weight;
    private final int deaths;

    Fault(String words, int weight, int deaths) {
        this.words = words;
        this.weight = weight;
        this.deaths = deaths;
    }

    String words() {
        return words;
    }

    /** How often it comes, beside the others. */
    int weight() {
        return weight;
    }

    /** Whether somebody is killed. */
    boolean kills() {
        return deaths > 0;
    }
}
