/** Log lines on standard error, for people or for machines. Start with {@link dev.reeve.cli.log.Logging}. */
@NullMarked
package dev.reeve.cli.log;

import org.jspecify.annotations.NullMarked;
