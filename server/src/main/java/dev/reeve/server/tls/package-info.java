/**
 * The certificate and private key that a server shows, read from files and read again when they were renewed. Start with
 * {@link dev.reeve.server.tls.KeyPairFiles}.
 */
@NullMarked
package dev.reeve.server.tls;

import org.jspecify.annotations.NullMarked;
