package dev.reeve.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPairFilesTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfEachKindAreTaken(String kind) throws IOException {
        TestCertificate made = TestCertificate.of(kind);

        CertifiedKey read = CertifiedKey.read(made.in(directory), NOW);

        assertThat(read.key()).isEqualTo(made.key());
        assertThat(read.chain()).containsExactly(made.certificate());
    }

    @Test
    void keysInTheirOldFormsAreTaken() throws IOException {
        TestCertificate rsa = TestCertificate.of("RSA");
        KeyPairFiles files = rsa.in(directory);
        Files.writeString(files.key(), rsa.traditionalKeyPem());
        assertThat(CertifiedKey.read(files, NOW).key()).isEqualTo(rsa.key());

        // as OpenSSL writes it: the curve stands within, or in a block before
        TestCertificate ec = TestCertificate.of("EC");
        ec.writeTo(files);
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.key().getEncoded());
        ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
        ECPrivateKey named = new ECPrivateKey(256, bare.getKey(), new ASN1ObjectIdentifier("1.2.840.10045.3.1.7"));
        Files.writeString(
                files.key(),
                TestCertificate.pem("EC PARAMETERS", new byte[] {6, 8, 42, -122, 72, -50, 61, 3, 1, 7})
                        + TestCertificate.pem("EC PRIVATE KEY", named.getEncoded()));
        assertThat(((java.security.interfaces.ECPrivateKey)
                                CertifiedKey.read(files, NOW).key())
                        .getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) ec.key()).getS());
    }

    @Test
    void chainIsReadWholeAndWhatStandsBetweenIsNot() throws IOException {
        TestCertificate own = TestCertificate.of("EC");
        TestCertificate above = TestCertificate.of("EC");
        KeyPairFiles files = own.in(directory);
        Files.writeString(
                files.certificate(), "s:/CN=reeve\n" + own.certificatePem() + "\ni:/\n" + above.certificatePem());

        assertThat(CertifiedKey.read(files, NOW).chain()).containsExactly(own.certificate(), above.certificate());
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws IOException {
        KeyPairFiles files = TestCertificate.of("EC").in(directory);
        Files.writeString(
                files.key(),
                TestCertificate.pem(
                        "PRIVATE KEY", TestCertificate.of("EC").key().getEncoded()));
        refused(files, "is not that of the first certificate");

        Files.writeString(
                files.key(),
                TestCertificate.pem(
                        "PRIVATE KEY", TestCertificate.of("RSA").key().getEncoded()));
        refused(files, "is not that of the first certificate");
    }

    @Test
    void certificateOutOfItsTimeIsRefused() throws IOException {
        refused(
                TestCertificate.of("EC", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
                        .in(directory),
                "expired at");
        refused(
                TestCertificate.of("EC", NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)))
                        .in(directory),
                "is valid only from");
    }

    @Test
    void encryptedKeyIsRefusedWithTheWayOut() throws IOException {
        KeyPairFiles files = TestCertificate.of("EC").in(directory);
        Files.writeString(files.key(), TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[40]));
        refused(files, "is encrypted", "openssl pkey -in");

        Files.writeString(
                files.key(),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n");
        refused(files, "is encrypted");
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws IOException {
        KeyPairFiles files = TestCertificate.of("EC").in(directory);
        refused(new KeyPairFiles(directory.resolve("none"), files.key()), "there is no file");
        refused(new KeyPairFiles(files.certificate(), directory), "cannot be read");
        refused(new KeyPairFiles(files.key(), files.key()), "holds no certificate");
        refused(new KeyPairFiles(files.certificate(), files.certificate()), "holds no private key");

        String whole = Files.readString(files.key());
        Files.writeString(files.key(), TestCertificate.pem("PRIVATE KEY", new byte[] {48, 3, 2, 1}));
        refused(files, "cannot be read", "Is the file whole?");
        Files.writeString(files.key(), whole.substring(0, 60));
        refused(files, "holds no private key");
    }

    @Test
    void oneOfTheTwoAloneIsAMistake() {
        assertThat(KeyPairFiles.named(null, null)).isNull();
        assertThatThrownBy(() -> KeyPairFiles.named(directory, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--tls-cert FILE --tls-key FILE");
    }

    private static void refused(KeyPairFiles files, String... words) {
        assertThatThrownBy(() -> CertifiedKey.read(files, NOW))
                .isInstanceOf(KeyPairException.class)
                .message()
                .contains(words);
    }
}
