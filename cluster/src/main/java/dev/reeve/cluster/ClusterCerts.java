package dev.reeve.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the certificates of a cluster with the JDK's own {@code keytool}: an authority in {@code OUT/ca}, which stays where
 * it was made, and a directory for each host, which that host is given.
 */
public final class ClusterCerts {
    private static final String AUTHORITY = "ca";
    private static final String DAYS = "3650";

    private final Path out;
    private final String keytool;

    private ClusterCerts(Path out) {
        this.out = out;
        this.keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
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
            made.add(certs.node(host));
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
        keytool(
                List.of("-genkeypair", "-alias", AUTHORITY, "-keyalg", "EC", "-groupname", "secp256r1"),
                List.of("-dname", "CN=Reeve cluster", "-validity", DAYS, "-ext", "bc:c", "-ext", "ku:c=keyCertSign"),
                stored(store()));
        hide(store());
    }

    private Path node(String host) throws IOException {
        Path directory = Files.createDirectories(out.resolve(host));
        Path node = directory.resolve(Certificates.NODE);
        Path request = directory.resolve("request");
        Path certificate = directory.resolve("certificate");
        Path authority = directory.resolve("authority");
        String address = host.matches("[0-9.]+|.*:.*") ? "san=ip:" + host : "san=dns:" + host;
        keytool(
                List.of("-genkeypair", "-alias", "node", "-keyalg", "EC", "-groupname", "secp256r1"),
                List.of("-dname", "CN=" + host, "-validity", DAYS),
                stored(node));
        keytool(List.of("-certreq", "-alias", "node", "-file", request.toString()), List.of(), stored(node));
        keytool(
                List.of("-gencert", "-alias", AUTHORITY, "-validity", DAYS, "-ext", address, "-rfc"),
                List.of("-infile", request.toString(), "-outfile", certificate.toString()),
                stored(store()));
        keytool(
                List.of("-exportcert", "-alias", AUTHORITY, "-rfc"),
                List.of("-file", authority.toString()),
                stored(store()));
        for (Path into : List.of(node, directory.resolve(Certificates.TRUST))) {
            keytool(
                    List.of("-importcert", "-noprompt", "-alias", AUTHORITY),
                    List.of("-file", authority.toString()),
                    stored(into));
        }
        keytool(
                List.of("-importcert", "-noprompt", "-alias", "node"),
                List.of("-file", certificate.toString()),
                stored(node));
        for (Path done : List.of(request, certificate, authority)) {
            Files.delete(done);
        }
        hide(node);
        return directory;
    }

    private static List<String> stored(Path store) {
        return List.of(
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", Certificates.PASSWORD);
    }

    private static void hide(Path key) throws IOException {
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void keytool(List<String> what, List<String> more, List<String> store) throws IOException {
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(what);
        command.addAll(more);
        command.addAll(store);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool " + what.getFirst() + " failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while certificates were made", e);
        }
    }
}
