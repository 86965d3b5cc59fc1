package dev.reeve.server.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key pair as the files have it now. Looks at them at each handshake, which costs two system calls, rather than by a
 * timer: whoever has renewed them sees it at once. Thread-safe.
 */
final class RenewedKeys extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedKeys.class);
    private static final String ALIAS = "reeve";

    private final KeyPairFiles files;
    private final InstantSource clock;

    private String seen; // guarded by this
    private volatile CertifiedKey current;

    private RenewedKeys(KeyPairFiles files, InstantSource clock, String seen, CertifiedKey current) {
        this.files = files;
        this.clock = clock;
        this.seen = seen;
        this.current = current;
    }

    static RenewedKeys of(KeyPairFiles files, InstantSource clock) {
        String seen = stamp(files); // before they are read: what is written meanwhile counts as new
        return new RenewedKeys(files, clock, seen, CertifiedKey.read(files, clock.instant()));
    }

    private synchronized void look() {
        String now = stamp(files);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            current = CertifiedKey.read(files, clock.instant());
            LOG.info("The renewed certificate of {} is in use", files.certificate());
        } catch (KeyPairException e) { // perhaps half of the two is written; the other half is seen when it is
            LOG.warn("The certificate or key was changed, and the one of before goes on: {}", e.getMessage());
        }
    }

    private static String stamp(KeyPairFiles files) {
        return stamp(files.certificate()) + " " + stamp(files.key());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    private @Nullable String alias(@Nullable String kind) {
        look();
        return current.key().getAlgorithm().equals(kind) || "EdDSA".equals(kind) && current.isEdwards() ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
        return alias(kind);
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
        return alias(kind);
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal[] issuers) {
        String alias = alias(kind);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String toString() {
        return "RenewedKeys" + Arrays.asList(files.certificate(), files.key());
    }
}
