package dev.reeve.examples.covid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Where the cases come from: {@code http:} and {@code https:} addresses, {@code file:} URIs or plain paths, and
 * {@code classpath:} resources beside this class.
 */
final class Source {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private Source() {}

    /**
     * Reads the cases from there.
     *
     * @throws BrokenDataException if the data is not what it should be; names the place in it
     * @throws SourceUnavailableException if another try may help
     * @throws IOException if it cannot be read at all, such as a file that is not there
     */
    static CaseTable read(URI source) throws IOException, InterruptedException {
        String scheme = source.getScheme() == null ? "file" : source.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> fromWeb(source);
            case "file" -> fromFile(path(source));
            case "classpath" -> fromClasspath(source.getSchemeSpecificPart());
            default ->
                throw new IOException("\"" + source + "\" cannot be read: its scheme is \"" + scheme
                        + "\". Give a path, or a file:, http:, https: or classpath: URI.");
        };
    }

    /**
     * The URI for what a person typed: an address stays, anything else is a path. A file's time and size go into the
     * fragment, so that a file which has changed is another source and no earlier result is taken for it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static URI parse(String text) {
        if (text.matches("(?i)(https?|classpath):.+")) {
            return URI.create(text);
        }
        Path path = typedPath(text).toAbsolutePath().normalize();
        try {
            boolean file = Files.isRegularFile(path);
            String version = file ? "#" + Files.getLastModifiedTime(path) + "," + Files.size(path) : "";
            return URI.create(path.toUri() + version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The path that a person typed, as a path or as a {@code file:} URI, which may hold blanks although no URI does. A
     * tilde at its beginning is the home directory, also where no shell has seen it.
     *
     * @throws IllegalArgumentException if it is empty or has another scheme
     */
    static Path typedPath(String text) {
        if (text.matches("(?i)(file:)?\\s*") || text.matches("(?i)(?!file:)[a-z][a-z0-9+.-]+:.*")) {
            throw new IllegalArgumentException("\"" + text + "\" is no path");
        }
        if (!text.regionMatches(true, 0, "file:", 0, 5)) {
            return atHome(Path.of(text));
        }
        try {
            return atHome(path(new URI(text)));
        } catch (URISyntaxException e) {
            return atHome(Path.of(text.substring(5)));
        }
    }

    private static Path atHome(Path path) {
        return path.startsWith("~")
                ? Path.of(System.getProperty("user.home")).resolve(Path.of("~").relativize(path))
                : path;
    }

    private static Path path(URI uri) {
        // Relative ones, file:data.json, are no hierarchical URIs: Path.of(URI) takes only absolute ones.
        String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
        if (uri.getAuthority() != null || path == null || path.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + uri + "\" names no file here. Write file:/a/path or file:a/path.");
        }
        return uri.isAbsolute() && !uri.isOpaque() ? Path.of(URI.create("file:" + uri.getRawPath())) : Path.of(path);
    }

    private static CaseTable fromFile(Path path) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new IOException("There is no file " + file + ". Give the path of one, or an http(s) address.");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(file + " is a directory or may not be read. Give a file that this user can read.");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return CaseReader.read(file.toString(), bytes);
        }
    }

    private static CaseTable fromClasspath(String name) throws IOException {
        try (InputStream bytes = Source.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("There is no resource \"" + name + "\" on the class path of "
                        + Source.class.getPackageName() + ".");
            }
            return CaseReader.read("classpath:" + name, bytes);
        }
    }

    private static CaseTable fromWeb(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
        try (HttpClient client = HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
                InputStream body = body(client, request)) {
            return fromBody(uri.toString(), body);
        }
    }

    private static CaseTable fromBody(String source, InputStream body) throws IOException {
        try {
            return CaseReader.read(source, body);
        } catch (BrokenDataException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceUnavailableException("The transfer was cut off: " + e.getMessage(), e);
        }
    }

    private static InputStream body(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    request.uri() + " cannot be reached: " + why(e, request.uri())
                            + ". Is the address right, and the network up?",
                    e);
        }
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        response.body().close();
        String words = request.uri() + " answered with HTTP status " + status + ", not 200.";
        throw status >= 500 || status == 429
                ? new SourceUnavailableException(words)
                : new IOException(words + " Is the address right?");
    }

    /** The JDK's own exceptions of a connection that was not made have no message. */
    private static String why(IOException e, URI uri) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host \"" + uri.getHost() + "\" is not known";
            }
        }
        return switch (e) {
            case HttpConnectTimeoutException timeout -> "no connection within " + CONNECT.toSeconds() + " s";
            case HttpTimeoutException timeout -> "no answer within " + ANSWER.toSeconds() + " s";
            case ConnectException refused -> "nobody accepts connections there";
            case SSLException tls -> "no secure connection (" + tls.getMessage() + ")";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
