package dev.reeve.server.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the certificate and its private key are, both PEM. Immutable.
 *
 * @param certificate the server's certificate first, then those between it and its authority
 * @param key PKCS#8, PKCS#1 or SEC1; RSA, EC or Ed25519; not encrypted
 */
public record KeyPairFiles(Path certificate, Path key) {
    /**
     * What speaks TLS with them. Files that are renewed are taken at the next handshake; renewed ones that cannot be used
     * are told to the log, and those of before go on.
     *
     * @throws KeyPairException if they cannot be used as they are now
     */
    public SSLContext context(InstantSource clock) {
        RenewedKeys keys = RenewedKeys.of(this, clock);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] managers = {keys};
            context.init(managers, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new KeyPairException("this JVM speaks no TLS: " + e.getMessage(), e);
        }
    }

    /**
     * Those two, if they are named.
     *
     * @throws IllegalArgumentException if only one is
     */
    public static @Nullable KeyPairFiles named(@Nullable Path certificate, @Nullable Path key) {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException(
                    "TLS needs both files, the certificate and its private key:" + " --tls-cert FILE --tls-key FILE");
        }
        return new KeyPairFiles(certificate, key);
    }
}
