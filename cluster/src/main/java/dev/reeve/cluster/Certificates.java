package dev.reeve.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;
import org.apache.ignite.ssl.SslContextFactory;

/** A process's certificate and that of who signed it, in a directory that {@link ClusterCerts} made. Immutable. */
record Certificates(Path directory) {
    static final String NODE = "node.p12";
    static final String TRUST = "trust.p12";
    /** The files are protected by who may read them: whoever can read them can read a password beside them, too. */
    static final String PASSWORD = "reeve-cluster";

    /**
     * Those in a directory.
     *
     * @throws IllegalArgumentException if they are not there
     */
    static Certificates in(Path directory) {
        for (String file : new String[] {NODE, TRUST}) {
            if (!Files.isReadable(directory.resolve(file))) {
                throw new IllegalArgumentException("there is no readable " + directory.resolve(file)
                        + ". Make certificates with: reeve cluster certs --out DIR --host HOST, and give each process"
                        + " the directory of its host.");
            }
        }
        return new Certificates(directory);
    }

    Factory<SSLContext> factory() {
        SslContextFactory factory = new SslContextFactory();
        factory.setKeyStoreFilePath(directory.resolve(NODE).toString());
        factory.setKeyStorePassword(PASSWORD.toCharArray());
        factory.setKeyStoreType("PKCS12");
        factory.setTrustStoreFilePath(directory.resolve(TRUST).toString());
        factory.setTrustStorePassword(PASSWORD.toCharArray());
        factory.setTrustStoreType("PKCS12");
        factory.setProtocol("TLSv1.3");
        return factory;
    }
}
