package dev.reeve.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the certificates of a cluster with the JDK's own {@code keytool}: an authority in {@code OUT/ca}, which stays where
 * it was made, and a directory for each host, which that host is given.
 */
public final class ClusterCerts {
    private static final String AUTHORITY = "ca";
    private static final String NODE = "node";
    private static final String TYPE = "PKCS12";
    private static final String DAYS = "3650";

    private final Path out;
    private final String keytool;

    private ClusterCerts(Path out) {
        this.out = out;
        this.keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    /**
     * Makes certificates for these hosts; hosts can be added later, by the authority that is there already. Returns the
     * directories of the hosts.
     *
     * @param hosts names or addresses of hosts
     * @throws IllegalArgumentException if one is none
     * @throws FileAlreadyExistsException if there is a certificate for one of them
     * @throws IOException if the directory cannot be written
     */
    public static List<Path> make(Path out, List<String> hosts) throws IOException {
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9][A-Za-z0-9.-]*|[0-9A-Fa-f:]+") || host.equals(AUTHORITY)) {
                throw new IllegalArgumentException("\"" + host + "\" is no name or address of a host.");
            }
            if (Files.exists(out.resolve(host))) {
                throw new FileAlreadyExistsException(out.resolve(host).toString());
            }
        }
        ClusterCerts certs = new ClusterCerts(out);
        certs.authority();
        List<Path> made = new ArrayList<>();
        for (String host : hosts) {
            try {
                made.add(certs.node(host));
            } catch (GeneralSecurityException e) {
                throw new IOException("the certificate of " + host + " could not be kept: " + e.getMessage(), e);
            }
        }
        return List.copyOf(made);
    }

    private Path store() {
        return out.resolve(AUTHORITY).resolve("ca.p12");
    }

    private void authority() throws IOException {
        if (Files.exists(store())) {
            return;
        }
        Files.createDirectories(out.resolve(AUTHORITY));
        generate(AUTHORITY, List.of("-dname", "CN=Reeve cluster", "-ext", "bc:c", "-ext", "ku:c=keyCertSign"));
        hide(store());
    }

    /** Its key is made beside the authority's, which signs it, and then taken away from there. */
    private Path node(String host) throws IOException, GeneralSecurityException {
        String address = host.matches("[0-9.]+|.*:.*") ? "san=ip:" + host : "san=dns:" + host;
        generate(NODE, List.of("-dname", "CN=" + host, "-ext", address, "-signer", AUTHORITY));
        KeyStore made = read();
        char[] password = Certificates.PASSWORD.toCharArray();
        KeyStore node = empty();
        node.setKeyEntry(NODE, made.getKey(NODE, password), password, made.getCertificateChain(NODE));
        KeyStore trust = empty();
        trust.setCertificateEntry(AUTHORITY, made.getCertificate(AUTHORITY));
        made.deleteEntry(NODE);
        write(made, store());
        Path directory = Files.createDirectories(out.resolve(host));
        write(node, directory.resolve(Certificates.NODE));
        write(trust, directory.resolve(Certificates.TRUST));
        return directory;
    }

    private KeyStore read() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (InputStream file = Files.newInputStream(store())) {
            store.load(file, Certificates.PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream to = Files.newOutputStream(file)) {
            store.store(to, Certificates.PASSWORD.toCharArray());
        }
        hide(file);
    }

    private static void hide(Path key) throws IOException {
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void generate(String alias, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias, "-validity", DAYS));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", TYPE));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", Certificates.PASSWORD));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the JDK's keytool could not make a certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while certificates were made", e);
        }
    }
}
