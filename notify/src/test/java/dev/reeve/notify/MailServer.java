package dev.reeve.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on this machine, whose mailbox the test reads. */
final class MailServer implements AutoCloseable {
    static final String USER = "reeve";
    static final String PASSWORD = "mail-CANARY-password";

    /** A mail as it came. */
    record Received(List<String> to, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        MimeMessage mime() throws MessagingException {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        }
    }

    private final SMTPServer server;
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final Deque<RejectException> refusals = new ArrayDeque<>();

    private MailServer(UnaryOperator<SMTPServer.Builder> more) {
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(context -> new Handler());
        this.server = more.apply(builder).build();
        server.start();
    }

    /** Without encryption and logins. */
    static MailServer plain() {
        return new MailServer(builder -> builder);
    }

    /** Refuses whoever does not encrypt first, then logs in as {@link #USER}. */
    static MailServer startTls(javax.net.ssl.SSLContext tls) {
        MailServer[] made = new MailServer[1];
        made[0] = new MailServer(builder -> builder.enableTLS()
                .requireTLS()
                .startTlsSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> made[0].login(user, password))));
        return made[0];
    }

    /** Encrypts from the first byte. */
    static MailServer tls(javax.net.ssl.SSLContext tls) {
        MailServer[] made = new MailServer[1];
        made[0] = new MailServer(builder -> builder.serverSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> made[0].login(user, password))));
        return made[0];
    }

    private void login(String user, String password) throws LoginFailedException {
        logins.add(user);
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException();
        }
    }

    /** Refuses the next mail so. */
    void refuseNext(int code, String text) {
        synchronized (refusals) {
            refusals.addLast(new RejectException(code, text));
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    List<Received> mails() {
        return mails;
    }

    List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private final List<String> to = new CopyOnWriteArrayList<>();

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipient.startsWith("nobody@")) {
                throw new RejectException(550, "5.1.1 no such mailbox");
            }
            to.add(recipient);
        }

        @Override
        public String data(InputStream in) throws RejectException, IOException {
            byte[] bytes = in.readAllBytes();
            synchronized (refusals) {
                if (!refusals.isEmpty()) {
                    throw refusals.removeFirst();
                }
            }
            mails.add(new Received(List.copyOf(to), bytes));
            return "queued";
        }

        @Override
        public void done() {}
    }
}
