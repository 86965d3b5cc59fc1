/**
 * Commands about a server: starting one, and what is done by its key. Which server that is says
 * {@link dev.reeve.cli.server.ServerLogin}; begin with it.
 */
@NullMarked
package dev.reeve.cli.server;

import org.jspecify.annotations.NullMarked;
