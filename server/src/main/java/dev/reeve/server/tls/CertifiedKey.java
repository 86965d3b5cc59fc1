package dev.reeve.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A private key and the certificate of its public one. Immutable.
 *
 * @param chain the key's certificate first
 */
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] ANYTHING = {1, 2, 3};

    CertifiedKey {
        chain = List.copyOf(chain);
    }

    static CertifiedKey read(KeyPairFiles files, Instant now) {
        CertifiedKey read = new CertifiedKey(PemFile.certificates(files.certificate()), PemFile.key(files.key()));
        X509Certificate own = read.chain().getFirst();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw new KeyPairException("the certificate in " + files.certificate() + " expired at "
                    + own.getNotAfter().toInstant() + ". Renew it");
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            throw new KeyPairException("the certificate in " + files.certificate() + " is valid only from "
                    + own.getNotBefore().toInstant() + " on. Look at the clock of this computer, or wait");
        }
        if (!read.belongTogether()) {
            throw new KeyPairException("the key in " + files.key() + " is not that of the first certificate in "
                    + files.certificate()
                    + ". Name the two that were made together; in a chain, the server's certificate comes first");
        }
        return read;
    }

    boolean isEdwards() {
        return key.getAlgorithm().startsWith("Ed");
    }

    private boolean belongTogether() {
        String how = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature made = Signature.getInstance(how);
            made.initSign(key);
            made.update(ANYTHING);
            byte[] signature = made.sign();
            Signature checked = Signature.getInstance(how);
            checked.initVerify(chain.getFirst().getPublicKey());
            checked.update(ANYTHING);
            return checked.verify(signature);
        } catch (GeneralSecurityException e) { // keys of two kinds
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CertifiedKey[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
