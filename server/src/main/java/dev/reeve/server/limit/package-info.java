/** How much goes on at once. Start with {@link dev.reeve.server.limit.LimitRoutes}. */
@NullMarked
package dev.reeve.server.limit;

import org.jspecify.annotations.NullMarked;
