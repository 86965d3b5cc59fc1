/**
 * What all commands share: where they print, how they refuse and with which code they end. Start with
 * {@link dev.reeve.cli.terminal.Console}.
 */
@NullMarked
package dev.reeve.cli.terminal;

import org.jspecify.annotations.NullMarked;
