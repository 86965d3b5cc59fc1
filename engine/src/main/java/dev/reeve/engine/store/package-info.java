/**
 * Where results are kept in this process and on its disks. Start with {@link dev.reeve.engine.ResultStores}; every
 * store is held to the same contract by the same test.
 */
@NullMarked
package dev.reeve.engine.store;

import org.jspecify.annotations.NullMarked;
