/** Secrets of flows: sealed where they are kept, told to the runners of runs alone. Begin with {@link dev.reeve.server.secret.Seal}. */
@NullMarked
package dev.reeve.server.secret;

import org.jspecify.annotations.NullMarked;
