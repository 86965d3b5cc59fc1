package dev.reeve.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.spi.ResultKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file of a key. */
final class FileNames {
    /** File systems take 255 bytes, some that encrypt names fewer. */
    private static final int LONGEST = 200;

    private static final int KEPT_OF_A_LONGER_ONE = 130;

    private FileNames() {}

    static Path resolve(Path root, String key) {
        Path path = root;
        for (String part : ResultKey.parts(key)) {
            try {
                path = path.resolve(shortened(part));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(
                        "result key \"" + key + "\": this system has no file name for \"" + part + "\": "
                                + e.getReason() + ". A Java process that is to name files with more than ASCII needs a"
                                + " UTF-8 locale, such as LC_ALL=C.UTF-8.",
                        e);
            }
        }
        if (path.startsWith(root.resolve(".reeve-tmp"))) {
            throw new IllegalArgumentException("result key \"" + key
                    + "\" begins with \".reeve-tmp\", where the store keeps its unfinished files");
        }
        return path;
    }

    private static String shortened(String part) {
        if (part.length() <= LONGEST / 3 || part.getBytes(UTF_8).length <= LONGEST) {
            return part;
        }
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < part.length(); i += Character.charCount(part.codePointAt(i))) {
            String character = Character.toString(part.codePointAt(i));
            bytes += character.getBytes(UTF_8).length;
            if (bytes > KEPT_OF_A_LONGER_ONE) {
                break;
            }
            kept.append(character);
        }
        return kept + "~" + sha256(part);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
