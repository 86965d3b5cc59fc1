package dev.reeve.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates and keys as OpenSSL writes them: base64 between lines that say what it is. */
final class PemFile {
    private static final long LARGEST = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private PemFile() {}

    private record Block(String kind, String text) {}

    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(file)) {
                if (block.kind().equals("CERTIFICATE")) {
                    chain.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(bytes(block, file))));
                }
            }
        } catch (CertificateException e) {
            throw new KeyPairException("a certificate in " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new KeyPairException(file + " holds no certificate. It has to be PEM: -----BEGIN CERTIFICATE-----");
        }
        return chain;
    }

    static PrivateKey key(Path file) {
        for (Block block : blocks(file)) {
            if (block.kind().equals("ENCRYPTED PRIVATE KEY") || block.text().contains("ENCRYPTED")) {
                throw new KeyPairException(
                        "the key in " + file + " is encrypted, and nobody is there to type its password"
                                + " when the server starts. Write it out, readable by the server alone: openssl pkey -in "
                                + file + " -out NEW && chmod 600 NEW");
            }
            if (block.kind().endsWith("PRIVATE KEY")) {
                return decoded(block, file);
            }
        }
        throw new KeyPairException(file + " holds no private key. It has to be PEM: -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey decoded(Block block, Path file) {
        byte[] bytes = bytes(block, file);
        try {
            PrivateKeyInfo key = switch (block.kind()) {
                case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(bytes);
                case "RSA PRIVATE KEY" ->
                    new PrivateKeyInfo(
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.rsaEncryption, org.bouncycastle.asn1.DERNull.INSTANCE),
                            RSAPrivateKey.getInstance(bytes));
                case "EC PRIVATE KEY" -> ofCurve(ECPrivateKey.getInstance(bytes));
                default ->
                    throw new KeyPairException("the key in " + file + " is a " + block.kind()
                            + ", which is not taken. Make one of RSA or EC: openssl genpkey");
            };
            String kind = key.getPrivateKeyAlgorithm().getAlgorithm().getId();
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new KeyPairException(
                    "the key in " + file + " cannot be read: " + e.getMessage() + ". Is the file whole?", e);
        }
    }

    private static PrivateKeyInfo ofCurve(ECPrivateKey key) throws IOException {
        if (key.getParametersObject() == null) {
            throw new IOException("it does not name its curve");
        }
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
    }

    private static List<Block> blocks(Path file) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text(file));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new KeyPairException(file + " is too large to be PEM");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new KeyPairException("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new KeyPairException(
                    file + " may not be read by the user who runs the server. Give it to that user (chown)", e);
        } catch (IOException e) {
            throw new KeyPairException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Block block, Path file) {
        try {
            return Base64.getMimeDecoder().decode(block.text());
        } catch (IllegalArgumentException e) {
            throw new KeyPairException("the " + block.kind() + " in " + file + " is no base64. Is the file whole?", e);
        }
    }
}
