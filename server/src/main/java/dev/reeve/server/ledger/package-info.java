/**
 * What runs are, were and became: the one place where the server writes it down. Start with
 * {@link dev.reeve.server.ledger.Ledger}. States change by {@link dev.reeve.state.FlowStep} and
 * {@link dev.reeve.state.TaskStep} alone.
 */
@NullMarked
package dev.reeve.server.ledger;

import org.jspecify.annotations.NullMarked;
