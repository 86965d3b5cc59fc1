package dev.reeve.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a mail server's refusal means. */
final class SmtpFailure {
    private static final Pattern REPLY = Pattern.compile("(?m)^\\s*([245])\\d\\d[ -].*");

    private SmtpFailure() {}

    static DeliveryException of(Exception thrown) {
        List<Throwable> chain = chain(thrown);
        if (thrown instanceof SendFailedException partly && sent(partly) > 0) {
            return DeliveryException.lasting(
                    "it went to " + sent(partly) + " only; the server refused the others: " + reply(chain));
        }
        String reply = reply(chain);
        if (reply != null) {
            String reason =
                    (thrown instanceof AuthenticationFailedException ? "it did not accept the login: " : "it answered ")
                            + reply;
            return reply.startsWith("4") ? DeliveryException.passing(reason) : DeliveryException.lasting(reason);
        }
        if (thrown instanceof AuthenticationFailedException) {
            return DeliveryException.lasting("it did not accept the login (" + HttpSender.said(thrown) + ")");
        }
        for (Throwable each : chain) {
            if (each instanceof SSLException tls) {
                return HttpSender.untrusted(tls);
            }
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return DeliveryException.passing("its host name leads nowhere");
            }
        }
        for (Throwable each : chain) {
            if (each instanceof IOException) {
                return DeliveryException.passing(
                        "it could not be reached, or the connection broke (" + HttpSender.said(each) + ")");
            }
        }
        return String.valueOf(thrown.getMessage()).contains("STARTTLS is required")
                ? DeliveryException.lasting(
                        "it does not encrypt by STARTTLS. If it does from the first byte, say .tls()")
                : DeliveryException.passing("the server was not understood (" + HttpSender.said(thrown) + ")");
    }

    private static int sent(SendFailedException thrown) {
        return thrown.getValidSentAddresses() == null ? 0 : thrown.getValidSentAddresses().length;
    }

    /** The first refusal in it; null if the server did not say one. */
    private static @Nullable String reply(List<Throwable> chain) {
        for (Throwable each : chain) {
            Matcher reply = REPLY.matcher(String.valueOf(each.getMessage()));
            if (each instanceof MessagingException
                    && reply.find()
                    && !reply.group(1).equals("2")) {
                return Words.cut(Words.line(reply.group()), 200);
            }
        }
        return null;
    }

    /** Innermost first: in mail's exceptions what the server said of one address is further inside. */
    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Throwable at = thrown;
        while (at != null && !chain.contains(at)) {
            chain.addFirst(at);
            at = at instanceof MessagingException mail && mail.getNextException() != null
                    ? mail.getNextException()
                    : at.getCause();
        }
        return chain;
    }
}
