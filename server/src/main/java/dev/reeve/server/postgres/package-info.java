/**
 * PostgreSQL of the server's own, as a child process: unpacked, set up, watched and stopped. Start with
 * {@link dev.reeve.server.postgres.Postgres#start}.
 */
@NullMarked
package dev.reeve.server.postgres;

import org.jspecify.annotations.NullMarked;
