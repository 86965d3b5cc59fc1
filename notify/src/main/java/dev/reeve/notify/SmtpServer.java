package dev.reeve.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A mail server and how it is spoken to. Immutable.
 *
 * @param port 0 for the usual one
 * @param user empty for no login
 * @param tls whose certificates are trusted; null for the JDK's
 */
record SmtpServer(
        String host,
        int port,
        Encryption encryption,
        String user,
        String passwordSecret,
        @Nullable SSLContext tls) {
    /** How what is said is kept from others. */
    enum Encryption {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Encryption(int port) {
            this.port = port;
        }
    }

    SmtpServer encrypted(Encryption how) {
        return new SmtpServer(host, port, how, user, passwordSecret, tls);
    }

    SmtpServer at(int chosen) {
        return new SmtpServer(host, chosen, encryption, user, passwordSecret, tls);
    }

    SmtpServer login(String name, String secret) {
        return new SmtpServer(host, port, encryption, name, secret, tls);
    }

    SmtpServer trusting(SSLContext context) {
        return new SmtpServer(host, port, encryption, user, passwordSecret, context);
    }

    /** Hands the letter to the server. */
    void send(Letter letter, Notice notice, Delivery delivery) throws DeliveryException, InterruptedException {
        if (encryption == Encryption.NONE && !user.isEmpty() && !WebAddress.isThisMachine(host)) {
            throw DeliveryException.lasting(
                    "a password would be sent where others can read it. Leave .unencrypted() out," + " or the login");
        }
        String password = user.isEmpty() ? null : delivery.secret(passwordSecret);
        InetAddress address = delivery.address(host);
        Session session = Session.getInstance(properties(delivery), new Login(user, password));
        // a channel is closed when its thread is interrupted, so a server that keeps silent holds nobody up
        try (SocketChannel channel = SocketChannel.open()) {
            SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
            transport.connect(connected(channel, address, delivery));
            MimeMessage mail = letter.about(notice, delivery, session);
            transport.sendMessage(mail, mail.getAllRecipients());
            takeLeave(transport);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw SmtpFailure.of(e);
        }
    }

    /** The mail is taken by now, whatever comes of this. */
    private static void takeLeave(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LoggerFactory.getLogger(Notifier.class).debug("a mail server did not take leave", e);
        }
    }

    private Socket connected(SocketChannel channel, InetAddress address, Delivery delivery) throws IOException {
        Socket plain = channel.socket();
        plain.connect(new InetSocketAddress(address, usual()), millis(delivery));
        if (encryption != Encryption.TLS) {
            return plain;
        }
        SSLSocket encrypted = (SSLSocket) sockets().createSocket(plain, host, usual(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate has to be that host's
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private SSLSocketFactory sockets() {
        return tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls.getSocketFactory();
    }

    private Properties properties(Delivery delivery) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.timeout", String.valueOf(millis(delivery)));
        properties.put("mail.smtp.auth", String.valueOf(!user.isEmpty()));
        properties.put("mail.smtp.sendpartial", "true"); // one wrong address is no reason to tell nobody
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", sockets());
        boolean starts = encryption == Encryption.STARTTLS;
        properties.put("mail.smtp.starttls.enable", String.valueOf(starts));
        properties.put("mail.smtp.starttls.required", String.valueOf(starts)); // else whoever listens could strip it
        if (!user.isEmpty()) {
            properties.put("mail.smtp.user", user);
        }
        return properties;
    }

    private static int millis(Delivery delivery) {
        return Math.clamp(delivery.limit().toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Knows the password. */
    private static final class Login extends Authenticator {
        private final String user;
        private final @Nullable String password;

        Login(String user, @Nullable String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return password == null ? null : new PasswordAuthentication(user, password);
        }
    }

    private int usual() {
        return port == 0 ? encryption.port : port;
    }
}
