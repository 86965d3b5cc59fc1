/** {@code reeve hook}: begin with {@link dev.reeve.cli.hook.HookCommand}. */
@NullMarked
package dev.reeve.cli.hook;

import org.jspecify.annotations.NullMarked;
