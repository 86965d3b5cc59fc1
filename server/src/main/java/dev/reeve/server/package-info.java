/** The server: REST over a ledger in PostgreSQL. Begin with {@link dev.reeve.server.ReeveServer}. */
@NullMarked
package dev.reeve.server;

import org.jspecify.annotations.NullMarked;
