package dev.reeve.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.StreamEvent;
import dev.reeve.client.ServerJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A stream read byte by byte, without our client. */
final class Sse implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    record Message(String id, String name, StreamEvent event) {}

    private Sse(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static Sse open(URI server, String key, String topics, String lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        server + "/api/v1/stream?topics=" + URLEncoder.encode(topics, StandardCharsets.UTF_8)))
                .header("Authorization", "Bearer " + key);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Sse(response);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Message next() throws IOException {
        String id = "";
        String name = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Message(id, name, ServerJson.MAPPER.readValue(data, StreamEvent.class));
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
