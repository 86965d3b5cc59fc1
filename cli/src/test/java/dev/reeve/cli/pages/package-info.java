/** The pages of a server whose runs are carried out by a real agent. */
@NullMarked
package dev.reeve.cli.pages;

import org.jspecify.annotations.NullMarked;
