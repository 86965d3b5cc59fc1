/**
 * How flows are served, that is run on their schedules in this process: {@link dev.reeve.serve.ServeOptions} is what a
 * user types, for {@link dev.reeve.Flow#serve(ServeOptions)}.
 */
@NullMarked
package dev.reeve.serve;

import org.jspecify.annotations.NullMarked;
