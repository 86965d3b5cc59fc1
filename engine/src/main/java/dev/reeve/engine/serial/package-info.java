/**
 * How results become bytes and values again. Start with {@link dev.reeve.engine.Serializers}.
 */
@NullMarked
package dev.reeve.engine.serial;

import org.jspecify.annotations.NullMarked;
