/**
 * Finds flows in code that a user named: a jar, a directory of classes, a class path or a class. Start with
 * {@link dev.reeve.cli.code.UserCode}.
 */
@NullMarked
package dev.reeve.cli.code;

import org.jspecify.annotations.NullMarked;
