/** Commands about secrets. Start with {@link dev.reeve.cli.secret.SecretCommand}. */
@NullMarked
package dev.reeve.cli.secret;

import org.jspecify.annotations.NullMarked;
