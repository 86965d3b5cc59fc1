/**
 * The server's database: its own PostgreSQL or one that is there, with connections and tables of this release. Start with
 * {@link dev.reeve.server.database.Database#open}.
 */
@NullMarked
package dev.reeve.server.database;

import org.jspecify.annotations.NullMarked;
