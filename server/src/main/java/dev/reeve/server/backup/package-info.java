/**
 * What is in the database as one file, and back. Start with {@link dev.reeve.server.backup.Backup#write} and
 * {@link dev.reeve.server.backup.Restore#read}.
 */
@NullMarked
package dev.reeve.server.backup;

import org.jspecify.annotations.NullMarked;
