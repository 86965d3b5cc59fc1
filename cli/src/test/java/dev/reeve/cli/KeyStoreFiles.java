package dev.reeve.cli;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 and its key as PEM, made by the JDK's keytool. */
record KeyStoreFiles(String certificate, String key) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static KeyStoreFiles in(Path directory) throws Exception {
        Path store = directory.resolve("made.p12");
        String options = "-genkeypair -alias reeve -keyalg EC -dname CN=reeve -ext san=ip:127.0.0.1 -validity 2"
                + " -storetype PKCS12 -storepass changeit";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD);
        }
        Path certificate = directory.resolve("server.crt");
        Path key = directory.resolve("server.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", made.getCertificate("reeve").getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", made.getKey("reeve", PASSWORD).getEncoded()));
        return new KeyStoreFiles(certificate.toString(), key.toString());
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
