/** Flows as users have them, for the tests of the command line to find and run. */
@NullMarked
package dev.reeve.cli.flows;

import org.jspecify.annotations.NullMarked;
