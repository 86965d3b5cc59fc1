package dev.reeve.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A tar archive (ustar, with GNU's long names) that is read once from a stream. Directories become rwxr-xr-x,
 * files rw-r--r--, programs rwxr-xr-x. Entries and links that lead outside are refused.
 */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path target;
    private final byte[] header = new byte[BLOCK];

    TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target;
    }

    void unpack() throws IOException {
        String longName = null;
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = Long.parseLong(text(124, 12).strip(), 8);
            String name = longName == null ? name() : longName;
            longName = null;
            if (header[156] == 'L') {
                longName = new String(in.readNBytes(Math.toIntExact(size)), StandardCharsets.UTF_8).replace("\0", "");
                skipPadding(size);
            } else {
                entry(name, size);
            }
        }
    }

    private void entry(String name, long size) throws IOException {
        Path path = inside(target.resolve(name), name);
        switch (header[156]) { // bytes are an open set
            case '5' -> directory(path);
            case '2' -> {
                String link = text(157, 100);
                inside(parent(path).resolve(link), name);
                directory(parent(path));
                Files.createSymbolicLink(path, Path.of(link));
            }
            case '0', 0 -> {
                directory(parent(path));
                file(path, size);
                skipPadding(size);
            }
            default -> throw new IOException("archive entry " + name + " is of unknown kind " + header[156]);
        }
    }

    private void file(Path path, long size) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("the archive ends within " + path.getFileName());
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        boolean program = (Integer.parseInt(text(100, 8).strip(), 8) & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void directory(Path path) throws IOException {
        if (Files.notExists(path)) {
            Path above = path.getParent();
            if (above != null) {
                directory(above);
            }
            Files.createDirectory(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("an archive entry without a directory");
        }
        return parent;
    }

    private Path inside(Path path, String name) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("archive entry " + name + " leads outside of " + target);
        }
        return normal;
    }

    private void skipPadding(long size) throws IOException {
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private String name() {
        String prefix = text(257, 6).equals("ustar") && header[262] == 0 ? text(345, 155) : "";
        return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }
}
