/** Changes as they happen, to whoever watches: {@link dev.reeve.server.stream.Streams} is where it begins. */
@NullMarked
package dev.reeve.server.stream;

import org.jspecify.annotations.NullMarked;
