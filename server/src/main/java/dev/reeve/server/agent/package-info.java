/** Agents over HTTP: their sessions, and which runs they get. Begin with {@link dev.reeve.server.agent.AgentRoutes}. */
@NullMarked
package dev.reeve.server.agent;

import org.jspecify.annotations.NullMarked;
