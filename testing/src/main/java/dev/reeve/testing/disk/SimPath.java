package dev.reeve.testing.disk;

import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A path on a simulated disk, written as on POSIX. */
final class SimPath implements Path {
    private final SimFiles files;
    private final boolean absolute;
    final List<String> parts;

    SimPath(SimFiles files, boolean absolute, List<String> parts) {
        this.files = files;
        this.absolute = absolute;
        this.parts = List.copyOf(parts);
    }

    static SimPath of(SimFiles files, String text) {
        List<String> parts =
                Stream.of(text.split("/")).filter(part -> !part.isEmpty()).toList();
        return new SimPath(files, text.startsWith("/"), parts);
    }

    private SimPath with(boolean rooted, List<String> others) {
        return new SimPath(files, rooted, others);
    }

    String name() {
        return parts.getLast();
    }

    @Override
    public SimFiles getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? with(true, List.of()) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return parts.isEmpty() ? null : with(false, List.of(name()));
    }

    @Override
    public @Nullable SimPath getParent() {
        return parts.isEmpty() || parts.size() == 1 && !absolute
                ? null
                : with(absolute, parts.subList(0, parts.size() - 1));
    }

    @Override
    public int getNameCount() {
        return parts.size();
    }

    @Override
    public Path getName(int index) {
        return with(false, List.of(parts.get(index)));
    }

    @Override
    public Path subpath(int from, int to) {
        return with(false, parts.subList(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        SimPath path = (SimPath) other;
        return path.absolute == absolute
                && path.parts.size() <= parts.size()
                && parts.subList(0, path.parts.size()).equals(path.parts);
    }

    @Override
    public boolean endsWith(Path other) {
        SimPath path = (SimPath) other;
        int from = parts.size() - path.parts.size();
        return from >= 0 && parts.subList(from, parts.size()).equals(path.parts);
    }

    @Override
    public Path normalize() {
        List<String> kept = new ArrayList<>();
        for (String part : parts) {
            if (part.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            } else if (!part.equals(".")) {
                kept.add(part);
            }
        }
        return with(absolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        SimPath path = (SimPath) other;
        if (path.absolute) {
            return path;
        }
        List<String> all = new ArrayList<>(parts);
        all.addAll(path.parts);
        return with(absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        SimPath path = (SimPath) other;
        if (!path.startsWith(this)) {
            throw new IllegalArgumentException(other + " is not below " + this);
        }
        return with(false, path.parts.subList(parts.size(), path.parts.size()));
    }

    @Override
    public URI toUri() {
        return URI.create("sim:" + this);
    }

    @Override
    public Path toAbsolutePath() {
        return absolute ? this : with(true, parts);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("nobody watches a simulated disk");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimPath path && path.absolute == absolute && path.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.stream().collect(Collectors.joining("/", absolute ? "/" : "", ""));
    }
}
