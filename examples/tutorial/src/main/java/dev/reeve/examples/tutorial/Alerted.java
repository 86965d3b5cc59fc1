package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.value;
import static dev.reeve.notify.Occasion.runFails;
import static dev.reeve.notify.Occasion.runRecovers;
import static dev.reeve.notify.Occasion.taskFails;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.notify.Channel;
import dev.reeve.notify.Delivery;
import dev.reeve.notify.DeliveryException;
import dev.reeve.notify.Mail;
import dev.reeve.notify.Notice;
import dev.reeve.notify.Notifier;
import dev.reeve.notify.Slack;
import dev.reeve.notify.Webhook;
import dev.reeve.notify.WebhookVerifier;
import dev.reeve.notify.WebhookVerifier.Verdict;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.Backoff;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Flows that somebody hears of. */
public final class Alerted {
    static int order(String number) {
        if (number.isBlank()) {
            throw new IllegalStateException("an order without a number");
        }
        return number.length();
    }

    static void ship(int amount) {}

    // snippet: first
    private static final Notifier OPS = Notifier.of(Slack.webhook("slack-ops"));

    static Flow flow(String number) {
        return Flow.define("orders", f -> {
            f.onStateChange(OPS.on(runFails(), runRecovers()));
            Output<Integer> amount = f.task(Alerted::order, value(number));
            f.action(Alerted::ship, amount);
        });
    }
    // snippet end

    static void run(SecretProvider secrets) {
        // snippet: run
        flow("A-17").run(RunOptions.DEFAULT.secrets(secrets));
        // snippet end
    }

    static Flow important(Notifier ops) {
        return Flow.define("important", f -> {
            // snippet: task
            f.task(Alerted::order, value("")).onFailure(ops.always());
            // snippet end
        });
    }

    static void withOptions(Flow flow, Notifier ops, RunOptions options) {
        // snippet: options
        flow.run(options.onStateChange(ops.on(runFails(), taskFails("order"))));
        // snippet end
    }

    static Slack slack() {
        // snippet: slack
        Slack slack = Slack.webhook("slack-ops").text("*{title}* after {duration}\n{cause}");
        // snippet end
        return slack;
    }

    static Webhook webhook() {
        // snippet: webhook
        Webhook hook = Webhook.to("orders-hook").signedWith("orders-hook-key");
        // snippet end
        return hook;
    }

    static Webhook fields() {
        // snippet: fields
        Webhook discord = Webhook.to("discord").field("content", "**{title}**\n{cause}");
        // snippet end
        return discord;
    }

    static Mail mail() {
        // snippet: mail
        Mail mail = Mail.through("smtp.example.com")
                .login("reeve", "smtp-password")
                .from("Reeve <reeve@example.com>")
                .to("ops@example.com", "orders@example.com")
                .subject("[orders] {title}");
        // snippet end
        return mail;
    }

    static Notifier chosen(Channel slack, Channel mail, SecretProvider vault) {
        // snippet: builder
        Notifier ops = Notifier.to(slack, mail)
                .link("https://reeve.example.com/runs/{run_id}")
                .secrets(vault)
                .retries(8, Backoff.exponential(ofSeconds(2), ofMinutes(5), 0.25))
                .attemptLimit(ofSeconds(20))
                .capacity(1_000)
                .flushing(ofSeconds(30))
                .build();
        // snippet end
        return ops;
    }

    static boolean tryOut(Notifier ops) throws InterruptedException {
        // snippet: try
        ops.send(Notice.sample());
        boolean delivered = ops.flush(ofMinutes(1));
        // snippet end
        return delivered;
    }

    // snippet: receive
    private final WebhookVerifier verifier;

    Alerted(String key) {
        verifier = WebhookVerifier.of(key);
    }

    /** Answers a request with a status. */
    int receive(UnaryOperator<@Nullable String> header, byte[] body) {
        return switch (verifier.verify(header, body)) {
            case Verdict.Fresh fresh -> handled(fresh, body);
            case Verdict.Seen seen -> 200; // it was handled, and is sent once more
            case Verdict.Refused refused -> {
                LoggerFactory.getLogger(Alerted.class).warn("refused a message: {}", refused.reason());
                yield 401;
            }
        };
    }

    private int handled(Verdict.Fresh fresh, byte[] body) {
        try {
            return handle(body);
        } catch (RuntimeException e) {
            verifier.forget(fresh.id()); // so that it is handled when it is sent again
            return 500;
        }
    }
    // snippet end

    private static int handle(byte[] body) {
        if (body.length == 0) {
            throw new IllegalArgumentException("nothing to handle");
        }
        return 200;
    }

    // snippet: own
    /** Says it in the terminal, for those who sit at it. */
    static final class Terminal implements Channel {
        @Override
        public String name() {
            return "terminal";
        }

        @Override
        public void deliver(Notice notice, Delivery delivery) throws DeliveryException {
            System.out.println(notice.title() + ": " + notice.cause());
            if (System.out.checkError()) {
                throw DeliveryException.passing("it does not take what is printed");
            }
        }
    }
    // snippet end

    /** Runs a flow that fails, before somebody at the terminal. */
    public static void main(String[] args) {
        Flow flow = flow("");
        try (Notifier terminal = Notifier.of(new Terminal())) {
            flow.run(RunOptions.DEFAULT.onStateChange(terminal.on(runFails())));
        }
    }
}
