package dev.reeve.cli.hook;

import dev.reeve.api.ChannelKind;
import dev.reeve.api.HookTarget;
import dev.reeve.api.MailEncryption;
import dev.reeve.api.NewHook;
import dev.reeve.cli.terminal.MistakeException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a hook is to tell, and how: all but what is secret, which no argument has. */
final class NewHookOptions {
    private static final List<String> STATES = List.of(
            "Running",
            "Paused",
            "Cancelling",
            "Success",
            "Skipped",
            "Failed",
            "TimedOut",
            "TriggerFailed",
            "Crashed",
            "Cancelled");

    @Option(names = "--flow", paramLabel = "FLOW", description = "Only of runs of that flow.")
    private @Nullable String flow;

    @Option(
            names = "--on",
            paramLabel = "STATE",
            split = ",",
            description = "Runs that get into one of these states, such as failed,crashed,timed-out.")
    private List<String> states = new ArrayList<>();

    @Option(
            names = "--late-after",
            paramLabel = "DURATION",
            description = "Runs that could have begun so long ago and wait, such as PT10M.")
    private @Nullable String lateAfter;

    @Option(
            names = "--longer-than",
            paramLabel = "DURATION",
            description = "Runs that have been running for so long, such as PT2H.")
    private @Nullable String longerThan;

    @Option(names = "--agent-lost", description = "Agents that were not heard of any longer.")
    private boolean agentLost;

    @Option(
            names = "--missed-schedule",
            description = "Runs that a schedule asked for and that will not be: missed, or left out by its policies.")
    private boolean missedSchedule;

    @ArgGroup(multiplicity = "1")
    private Way way = new Way();

    /** One of them. */
    static final class Way {
        @Option(names = "--slack", description = "To Slack; asks for the address of the incoming webhook.")
        private boolean slack;

        @SuppressWarnings("UnusedVariable") // one of the three is given: if it is none of the others, it is this
        @Option(names = "--webhook", description = "To a program that takes JSON by POST; asks for its address.")
        private boolean webhook;

        @Option(names = "--mail", paramLabel = "HOST", description = "By mail through that server.")
        private @Nullable String mail;
    }

    @Option(names = "--from", paramLabel = "ADDRESS", description = "The sender of the mail.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "ADDRESS", split = ",", description = "Who gets the mail.")
    private List<String> to = new ArrayList<>();

    @Option(
            names = "--mail-port",
            paramLabel = "PORT",
            description = "The mail server's port; the usual one if not said.")
    private @Nullable Integer port;

    @Option(
            names = "--mail-user",
            paramLabel = "USER",
            description = "Logs in to the mail server; asks for the password.")
    private @Nullable String user;

    @Option(names = "--mail-encryption", paramLabel = "HOW", description = "starttls (if not said), tls or none.")
    private MailEncryption encryption = MailEncryption.STARTTLS;

    /** What secret has to be asked for; empty: none. */
    String asked() {
        if (way.mail != null) {
            return user == null ? "" : "Password of \"" + user + "\" at " + way.mail;
        }
        return way.slack ? "Address of Slack's incoming webhook" : "Address of the webhook";
    }

    NewHook hook(String name, String secret) {
        return new NewHook(
                name,
                flow,
                states.stream().map(NewHookOptions::state).toList(),
                seconds("--late-after", lateAfter),
                seconds("--longer-than", longerThan),
                agentLost,
                missedSchedule,
                target(secret));
    }

    private HookTarget target(String secret) {
        if (way.mail != null) {
            return new HookTarget(
                    ChannelKind.MAIL,
                    null,
                    null,
                    way.mail,
                    port,
                    encryption,
                    user,
                    user == null ? null : secret,
                    from,
                    to);
        }
        return way.slack ? HookTarget.slack(secret) : HookTarget.webhook(secret, null);
    }

    /** As people write it: {@code timed-out} is {@code TimedOut}. */
    private static String state(String word) {
        String bare = word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
        return STATES.stream()
                .filter(state -> state.toLowerCase(Locale.ROOT).equals(bare))
                .findFirst()
                .orElseThrow(() -> new MistakeException("\"" + word + "\" is no state that runs get into. There are: "
                        + String.join(", ", STATES) + "."));
    }

    private static @Nullable Integer seconds(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Math.toIntExact(Duration.parse(text).toSeconds());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new MistakeException(
                    option + " is \"" + text
                            + "\", which is no duration. Write it like PT10M (minutes) or PT2H (hours).",
                    e);
        }
    }
}
