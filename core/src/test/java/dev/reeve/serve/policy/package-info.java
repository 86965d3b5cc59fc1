/** Tests of what becomes of firings. */
@NullMarked
package dev.reeve.serve.policy;

import org.jspecify.annotations.NullMarked;
