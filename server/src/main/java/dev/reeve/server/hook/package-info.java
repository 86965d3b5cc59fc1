/**
 * Who is told what becomes of runs: hooks, the outbox that the ledger writes into, and the threads that deliver what is in
 * there. Begin with {@link dev.reeve.server.hook.HookRoutes}, {@link dev.reeve.server.hook.HookOutbox} and
 * {@link dev.reeve.server.hook.Deliveries}.
 */
@NullMarked
package dev.reeve.server.hook;

import org.jspecify.annotations.NullMarked;
