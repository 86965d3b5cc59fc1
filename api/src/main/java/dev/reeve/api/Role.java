package dev.reeve.api;

/** What somebody may do. Each may all that those before may. */
public enum Role {
    /** Look at everything of the projects they see. */
    VIEWER,
    /** Register flows, start and cancel runs. */
    MEMBER,
    /** Users, keys, projects. */
    ADMIN
}
