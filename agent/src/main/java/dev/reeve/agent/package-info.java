/**
 * Runs flows for a Reeve server: an {@link dev.reeve.agent.Agent} claims runs and keeps runner processes, each of which
 * is a {@link dev.reeve.agent.Runner} that tells the server what happens. Programs start with
 * {@link dev.reeve.agent.Reeve}.
 */
@NullMarked
package dev.reeve.agent;

import org.jspecify.annotations.NullMarked;
