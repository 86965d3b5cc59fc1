package dev.reeve.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One route at work: who asks, may they, what is the answer. */
final class Exchange implements Handler {
    private static final String ROUTE = "reeve.route";
    private static final String CALLER = "reeve.caller";
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private static final Pattern RUN = Pattern.compile("[0-9a-f-]{36}");

    private final Route route;
    private final Access access;
    private final Gate gate;

    Exchange(Route route, Access access, Gate gate) {
        this.route = route;
        this.access = access;
        this.gate = gate;
    }

    @Override
    public void handle(Context context) throws InterruptedException {
        String id = RequestIds.of(context);
        context.attribute(ROUTE, route.name());
        aboutRun(context);
        Caller caller = access == Access.OPEN
                ? Caller.NOBODY
                : gate.caller(Credentials.of(context), !route.method().safe());
        context.attribute(CALLER, caller);
        AuthorizationTable.check(access, caller);
        checkQuery(context);
        write(context, route.endpoint().answer(new Request(context, route, caller, id)));
    }

    /** That which the request took. */
    static String route(Context context) {
        String name = context.attribute(ROUTE);
        return name == null ? "none" : name;
    }

    /** Who asked, if that was found out. */
    static Caller caller(Context context) {
        Caller caller = context.attribute(CALLER);
        return caller == null ? Caller.NOBODY : caller;
    }

    /** Lines of the log that a request writes name the run that it is about. */
    private static void aboutRun(Context context) {
        String run = context.pathParamMap().get("run");
        if (run != null && RUN.matcher(run).matches()) {
            MDC.put("flow_run", run);
        }
    }

    private void checkQuery(Context context) {
        for (String name : queryNames(context)) {
            if (!route.query().contains(name)) {
                throw ProblemException.invalid(
                        "",
                        "The query has \"" + name + "\", which is not known here."
                                + (route.query().isEmpty()
                                        ? ""
                                        : " Known are: " + String.join(", ", new TreeSet<>(route.query())) + "."));
            }
        }
    }

    private static Iterable<String> queryNames(Context context) {
        try {
            return context.queryParamMap().keySet();
        } catch (IllegalArgumentException e) { // a % without two digits
            throw ProblemException.of(400, "The query cannot be read: " + e.getMessage());
        }
    }

    /** Writes an answer that does not wait for anything. */
    static void writeWhole(Context context, Answer answer) {
        try {
            write(context, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void write(Context context, Answer answer) throws InterruptedException {
        Protection.headers(context);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        if (answer.body() instanceof PlainText text) {
            context.contentType(text.type()).result(text.text());
        } else if (answer.body() instanceof byte[] bytes) {
            context.result(bytes); // its type stands among the headers
        } else if (answer.body() != null) {
            context.contentType("application/json").result(Json.MAPPER.writeValueAsBytes(answer.body()));
        }
        if (answer.stream() != null) {
            stream(context, answer.stream());
        }
    }

    /** Past what the framework would gather or compress. What breaks off does not look like a whole. */
    private static void stream(Context context, Answer.Stream stream) throws InterruptedException {
        try {
            stream.write(context.res().getOutputStream());
        } catch (IOException e) {
            LOG.debug("Who asked for {} has gone", context.path(), e);
        } catch (RuntimeException e) {
            if (!context.res().isCommitted()) {
                context.res().resetBuffer();
                throw e;
            }
            LOG.error("{} {} broke off, request {}", context.method(), context.path(), RequestIds.of(context), e);
            abort(context);
        }
    }

    private static void abort(Context context) {
        try {
            context.res().sendError(-1); // Jetty's way to say: end the connection
        } catch (IOException e) {
            LOG.debug("The connection is ended already: {}", e.toString());
        }
    }
}
