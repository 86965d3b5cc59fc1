package dev.reeve.engine.record;

/**
 * How far a loop got. Immutable.
 *
 * @param turn the number of turns that ended
 * @param state where the state that the next turn begins with is stored
 */
public record RecordedTurn(int turn, Stored state) {}
