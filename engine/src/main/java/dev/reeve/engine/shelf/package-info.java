/**
 * Where the results of a run are found again and put: targets, cached results, checkpoints. Start with
 * {@link dev.reeve.engine.shelf.StoredShelf}.
 */
@NullMarked
package dev.reeve.engine.shelf;

import org.jspecify.annotations.NullMarked;
