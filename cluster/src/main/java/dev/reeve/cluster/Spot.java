package dev.reeve.cluster;

import java.io.Serializable;
import java.util.UUID;

/**
 * Where a result is held.
 *
 * @param worker the node of the grid
 * @param key what it is known by there
 * @param length how many bytes it has
 */
record Spot(UUID worker, String key, int length) implements Serializable {}
