package dev.reeve.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whose word is taken for which server is which: that of the authorities that this JVM knows, or of those in a file
 * instead. Immutable.
 *
 * @param authorities PEM; null: those that this JVM knows
 */
public record Trust(@Nullable Path authorities) {
    /** The environment variable with the file of authorities. */
    public static final String VARIABLE = "REEVE_CA_FILE";

    /** The authorities that this JVM knows. */
    public static final Trust USUAL = new Trust(null);

    /** As {@value #VARIABLE} says, else as usual. */
    public static Trust ofEnvironment() {
        return of(System.getenv(VARIABLE));
    }

    /** The file of that name; as usual if there is none. */
    public static Trust of(@Nullable String file) {
        return file == null || file.isBlank()
                ? USUAL
                : new Trust(Path.of(file.strip()).toAbsolutePath());
    }

    /**
     * What speaks TLS with whom they vouch for.
     *
     * @throws IllegalArgumentException if there are no certificates in the file
     */
    @Nullable
    SSLContext context() {
        if (authorities == null) {
            return null;
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(authorities)) {
                store.setCertificateEntry("authority" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("it holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The authorities in " + authorities + " (" + VARIABLE + " or --ca-file) cannot be used: "
                            + e.getMessage() + ". The file has to hold certificates as PEM.",
                    e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return java.security.cert.CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
