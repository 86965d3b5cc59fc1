/**
 * Talks to a Reeve server over HTTP. Begin with {@link dev.reeve.client.ReeveClient}; agents with
 * {@link dev.reeve.client.AgentClient}, runners with {@link dev.reeve.client.RunnerClient}.
 */
@NullMarked
package dev.reeve.client;

import org.jspecify.annotations.NullMarked;
