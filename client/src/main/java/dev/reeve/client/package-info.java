/**
 * Talks to a Reeve server over HTTP.
 */
@NullMarked
package dev.reeve.client;

import org.jspecify.annotations.NullMarked;
