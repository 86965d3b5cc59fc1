/** JSON for machines. Start with {@link dev.reeve.cli.json.StrictJson}. */
@NullMarked
package dev.reeve.cli.json;

import org.jspecify.annotations.NullMarked;
