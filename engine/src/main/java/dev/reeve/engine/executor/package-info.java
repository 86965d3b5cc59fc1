/** Where attempts run: threads, virtual threads, the caller's thread. Start with {@code dev.reeve.engine.TaskExecutors}. */
@NullMarked
package dev.reeve.engine.executor;

import org.jspecify.annotations.NullMarked;
