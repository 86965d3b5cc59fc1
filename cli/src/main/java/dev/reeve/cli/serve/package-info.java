/** {@code reeve serve} and {@code reeve backfill}: {@link dev.reeve.cli.serve.ServeReport} shows what happens. */
@NullMarked
package dev.reeve.cli.serve;

import org.jspecify.annotations.NullMarked;
