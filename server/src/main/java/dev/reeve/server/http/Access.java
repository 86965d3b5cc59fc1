package dev.reeve.server.http;

/** Who may take a route. */
public enum Access {
    /** Everybody, without a key. */
    OPEN,
    /** Users of any role, and agents. */
    ANY_KEY,
    /** Users of any role. */
    VIEWER,
    /** Members and admins. */
    MEMBER,
    /** Admins. */
    ADMIN,
    /** Agents. */
    AGENT,
    /** The runner of the run, by the run's key. */
    RUNNER
}
