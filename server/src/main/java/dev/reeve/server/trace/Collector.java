package dev.reeve.server.trace;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Who is told of spans, over HTTP. Thread-safe. */
final class Collector implements AutoCloseable {
    /** What became of a request. */
    sealed interface Answer {
        /** It was taken, but for so many of its spans. */
        record Taken(long rejected) implements Answer {}

        /** It will not be taken, however often it is sent. */
        record Refused(String why) implements Answer {}

        /** It may be taken later. */
        record Later(String why, Duration least) implements Answer {}
    }

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int LONGEST_WAIT = 300;

    private final TraceOptions options;
    private final Otlp otlp;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NEVER) // a key is for whom it was set
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Collector(TraceOptions options, Otlp otlp) {
        this.options = options;
        this.otlp = otlp;
    }

    Answer send(List<byte[]> spans) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.endpoint())
                .timeout(LONGEST)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(otlp.request(spans)));
        options.headers().forEach(request::header);
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return answer(response, body.readNBytes(LONGEST_ANSWER));
            }
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer.Later("it cannot be reached: " + said, Duration.ZERO);
        }
    }

    /** Which answers mean that it is to be tried again, OTLP says. */
    private static Answer answer(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            String type =
                    response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            return new Answer.Taken(type.startsWith("application/x-protobuf") ? Otlp.rejected(body) : 0);
        }
        String why = "it answers " + status;
        if (status == 429 || status == 502 || status == 503 || status == 504) {
            String wait = response.headers().firstValue("Retry-After").orElse("");
            long seconds = wait.matches("\\d{1,4}") ? Math.min(LONGEST_WAIT, Long.parseLong(wait)) : 0;
            return new Answer.Later(why, Duration.ofSeconds(seconds));
        }
        return new Answer.Refused(why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
