package dev.reeve.cli.server;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.client.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The server that commands are about, and the key to it: those of {@code REEVE_URL} and {@code REEVE_TOKEN}, else those
 * that {@code reeve login} kept in {@code ~/.reeve/login.json}, which only its owner may read.
 *
 * @param url the server's address
 * @param key what opens it
 * @param source where they are from, for people
 * @param trust who vouches for the server: as {@code REEVE_CA_FILE} says, else as the login was told
 */
public record ServerLogin(URI url, String key, String source, Trust trust) {
    private static final String URL = "REEVE_URL";
    private static final String TOKEN = "REEVE_TOKEN";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /**
     * The one to use; empty if there is none.
     *
     * @throws MistakeException if what is said of it cannot be used
     */
    public static Optional<ServerLogin> find(Console console) {
        Map<String, String> environment = console.surroundings().environment();
        String url = environment.getOrDefault(URL, "").strip();
        String key = environment.getOrDefault(TOKEN, "").strip();
        Optional<ServerLogin> kept = url.isEmpty() || key.isEmpty() ? kept(console) : Optional.empty();
        if (url.isEmpty() && key.isEmpty()) {
            return kept;
        }
        if (url.isEmpty()) {
            url = kept.map(login -> login.url().toString())
                    .orElseThrow(() -> new MistakeException(
                            TOKEN + " is set, but no server: set " + URL + ", or say reeve login URL."));
        }
        URI address = address(url);
        if (key.isEmpty()) {
            // never the key of one server to another
            key = kept.filter(login -> login.url().equals(address))
                    .map(ServerLogin::key)
                    .orElseThrow(() -> new MistakeException(URL + " is set, but no key: set " + TOKEN + "."));
        }
        return Optional.of(new ServerLogin(address, key, "the environment", trust(console, null)));
    }

    /**
     * The one to use.
     *
     * @throws MistakeException if there is none
     */
    public static ServerLogin need(Console console) {
        return find(console)
                .orElseThrow(
                        () -> new MistakeException("You are not logged in to a server. Say reeve login URL, or set "
                                + URL + " and " + TOKEN + "."));
    }

    /** The server, to be asked. Close it. */
    public ReeveClient client() {
        try {
            return ReeveClient.at(url, key, trust);
        } catch (IllegalArgumentException e) { // no authorities in their file
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Text as the address of a server.
     *
     * @throws MistakeException if it is none
     */
    static URI address(String text) {
        try {
            try (ReeveClient client = ReeveClient.at(URI.create(text.strip()), "", Trust.USUAL)) {
                return client.server();
            }
        } catch (IllegalArgumentException e) {
            throw new MistakeException(
                    "\"" + text + "\" is no address of a server. It looks like http://127.0.0.1:8700.", e);
        }
    }

    /** What the environment says wins, then what is said here. */
    static Trust trust(Console console, @Nullable String file) {
        String named = console.surroundings().environment().getOrDefault(Trust.VARIABLE, "");
        String wanted = named.isBlank() ? file : named;
        return wanted == null || wanted.isBlank()
                ? Trust.USUAL
                : new Trust(console.directory().resolve(wanted.strip()).normalize());
    }

    static Path file(Console console) {
        return console.surroundings().home().resolve(".reeve").resolve("login.json");
    }

    private record Kept(String url, String key, @Nullable String authorities) {}

    private static Optional<ServerLogin> kept(Console console) {
        Path file = file(console);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new MistakeException("Others may read " + file + ", which holds a key. Say chmod 600 " + file
                        + ", and if somebody did, revoke the key.");
            }
            Kept kept = ServerJson.MAPPER.readValue(Files.readString(file), Kept.class);
            if (kept != null && kept.url() != null && kept.key() != null) {
                return Optional.of(new ServerLogin(
                        address(kept.url()), kept.key(), file.toString(), trust(console, kept.authorities())));
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new MistakeException(file + " cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            // said below
        }
        throw new MistakeException(file + " holds no login. Say reeve login URL again.");
    }

    void keep(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(), "login", ".json", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(
                    fresh,
                    ServerJson.MAPPER.writeValueAsString(new Kept(
                            url.toString(),
                            key,
                            trust.authorities() == null
                                    ? null
                                    : trust.authorities().toString())),
                    StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return url + " by " + source;
    }
}
