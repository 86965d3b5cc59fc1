/**
 * What runs flows for a server: an agent, and the runner processes that it starts. Start with
 * {@link dev.reeve.cli.agent.RunnerSession}.
 */
@NullMarked
package dev.reeve.cli.agent;

import org.jspecify.annotations.NullMarked;
