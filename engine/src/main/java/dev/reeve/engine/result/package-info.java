/**
 * What a stored result looks like: a line that says the format, a line of JSON that says whose it is, and the value as
 * its serializer wrote it. Start with {@link dev.reeve.engine.result.StoredResult}.
 */
@NullMarked
package dev.reeve.engine.result;

import org.jspecify.annotations.NullMarked;
