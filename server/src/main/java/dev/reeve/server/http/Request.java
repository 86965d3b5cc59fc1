package dev.reeve.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request that may be answered: who asks, and for what. Belongs to one thread. */
public final class Request {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Context context;
    private final Route route;
    private final Caller caller;
    private final String id;

    Request(Context context, Route route, Caller caller, String id) {
        this.context = context;
        this.route = route;
        this.caller = caller;
        this.id = id;
    }

    /** Names the request in logs and answers. */
    public String id() {
        return id;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The user who asks; the route lets none but users pass. */
    public Caller.OfUser user() {
        if (caller instanceof Caller.OfUser user) {
            return user;
        }
        throw new IllegalStateException(route.name() + " is answered as if only users could ask");
    }

    /** The agent that asks; the route lets none but agents pass. */
    public Caller.OfAgent agent() {
        if (caller instanceof Caller.OfAgent agent) {
            return agent;
        }
        throw new IllegalStateException(route.name() + " is answered as if only agents could ask");
    }

    /** The runner that asks; the route lets none but runners pass. */
    public Caller.OfRunner runner() {
        if (caller instanceof Caller.OfRunner runner) {
            return runner;
        }
        throw new IllegalStateException(route.name() + " is answered as if only runners could ask");
    }

    /** The address that it comes from, as the connection says, or a proxy of ours. */
    public String address() {
        return context.ip();
    }

    /** Whether nobody on the way can read it. */
    public boolean secure() {
        return context.req().isSecure();
    }

    /** What it brought to say who asks: to be looked at again where an answer takes long. */
    public Credentials credentials() {
        return Credentials.of(context);
    }

    /** What it says in that header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** The token of the session that asks; empty if a key does. */
    public Optional<String> sessionToken() {
        return Optional.ofNullable(context.cookie(Credentials.COOKIE));
    }

    /** The part of the path with that name. */
    public String path(String name) {
        String value = context.pathParam(name);
        if (!StorableText.storable(value)) {
            throw ProblemException.notFound("There is no such " + name + ".");
        }
        return value;
    }

    /** The part of the path with that name, an id. */
    public UUID idIn(String name) {
        return idOf(path(name)).orElseThrow(() -> ProblemException.notFound("There is nothing with that id."));
    }

    /** Text as an id, if it is one. */
    public static Optional<UUID> idOf(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The part of the path with that name, a number from 1. */
    public int numberIn(String name) {
        String text = path(name);
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.notFound("There is no " + name + " \"" + text + "\".");
    }

    /** What stands after the question mark under that name. */
    public Optional<String> query(String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw ProblemException.invalid("", "The query has \"" + name + "\" more than once.");
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.getFirst();
        if (!StorableText.storable(value)) {
            throw ProblemException.invalid("", "The query's \"" + name + "\" has a character that cannot be stored.");
        }
        return Optional.of(value);
    }

    /** The same as true or false. */
    public boolean flag(String name) {
        String text = query(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ProblemException.invalid("", "The query's \"" + name + "\" must be true or false.");
        }
        return text.equals("true");
    }

    /** The same as words between commas; none if it does not stand there. */
    public List<String> words(String name) {
        return query(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /** The same as a time. */
    public Optional<Instant> time(String name) {
        Optional<String> text = query(name);
        try {
            Optional<Instant> time = text.map(Instant::parse);
            if (time.isEmpty() || time.get().isAfter(EARLIEST) && time.get().isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw ProblemException.invalid("", "The query's \"" + name + "\" must be a time such as 2026-11-26T03:00:00Z.");
    }

    /** The same as a whole number within bounds, both included. */
    public long query(String name, long otherwise, long least, long most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.invalid(
                "", "The query's \"" + name + "\" must be a whole number from " + least + " to " + most + ".");
    }

    /** The body. */
    public <T> T body(Class<T> type) {
        String kind =
                context.header("Content-Type"); // as it was sent: Jetty fails where it names no charset that there is
        String bare = kind == null ? "" : kind.split(";", 2)[0].strip();
        if (!bare.equalsIgnoreCase("application/json")) {
            throw ProblemException.of(415, "The body must be JSON, and say so: Content-Type: application/json.");
        }
        return StrictJson.read(bytes(), type);
    }

    private byte[] bytes() {
        int most = route.longestBody();
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw ProblemException.of(413, "The body is longer than " + most + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemException.of(400, "The body broke off.");
        }
    }
}
