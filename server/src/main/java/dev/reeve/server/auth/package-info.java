/**
 * Who may come in: users, passwords, keys, sessions, and the log of who changed what. Begin with
 * {@link dev.reeve.server.auth.Doorkeeper}.
 */
@NullMarked
package dev.reeve.server.auth;

import org.jspecify.annotations.NullMarked;
