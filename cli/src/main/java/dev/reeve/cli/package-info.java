/** The {@code reeve} command. Start with {@link dev.reeve.cli.Main}. */
@NullMarked
package dev.reeve.cli;

import org.jspecify.annotations.NullMarked;
