package dev.reeve.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** A certificate for 127.0.0.1 that vouches for itself. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    public static TestCertificate of(String kind, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (!kind.startsWith("Ed")) {
                generator.initialize(kind.equals("EC") ? 256 : 2048);
            }
            KeyPair pair = generator.generateKeyPair();
            return new TestCertificate(signed(kind, pair, from, until), pair.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestCertificate of(String kind) {
        Instant now = Instant.now();
        return of(kind, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
    }

    private static X509Certificate signed(String kind, KeyPair pair, Instant from, Instant until)
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier how = new AlgorithmIdentifier(new ASN1ObjectIdentifier(
                switch (kind) {
                    case "RSA" -> "1.2.840.113549.1.1.11";
                    case "EC" -> "1.2.840.10045.4.3.2";
                    default -> "1.3.101.112";
                }));
        V3TBSCertificateGenerator parts = new V3TBSCertificateGenerator();
        parts.setSerialNumber(new ASN1Integer(BigInteger.valueOf(NUMBERS.getAndIncrement())));
        parts.setSignature(how);
        parts.setIssuer(new X500Name("CN=reeve test"));
        parts.setSubject(new X500Name("CN=reeve test"));
        parts.setStartDate(new Time(Date.from(from)));
        parts.setEndDate(new Time(Date.from(until)));
        parts.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        parts.setExtensions(new Extensions(new Extension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")).getEncoded())));
        var content = parts.generateTBSCertificate();
        Signature signature = Signature.getInstance(
                switch (kind) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                });
        signature.initSign(pair.getPrivate());
        signature.update(content.getEncoded());
        ASN1EncodableVector whole = new ASN1EncodableVector();
        whole.add(content);
        whole.add(how);
        whole.add(new DERBitString(signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded()));
    }

    public KeyPairFiles in(Path directory) throws IOException {
        KeyPairFiles files = new KeyPairFiles(directory.resolve("server.crt"), directory.resolve("server.pem"));
        writeTo(files);
        return files;
    }

    public void writeTo(KeyPairFiles files) throws IOException {
        Files.writeString(files.certificate(), certificatePem());
        Files.writeString(files.key(), pem("PRIVATE KEY", key.getEncoded()));
    }

    String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS#1 or SEC1: what PKCS#8 wraps. */
    String traditionalKeyPem() throws IOException {
        byte[] inner = PrivateKeyInfo.getInstance(key.getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        return pem(key.getAlgorithm() + " PRIVATE KEY", inner);
    }

    static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
