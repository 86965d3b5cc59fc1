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
    /** The directory of files that are being written. */
    static final String UNFINISHED = ".reeve-tmp";

    /** The file with the locks of those who make results. */
    static final String CLAIMS = ".reeve-claims";

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
        if (path.startsWith(root.resolve(UNFINISHED)) || path.startsWith(root.resolve(CLAIMS))) {
            throw new IllegalArgumentException("result key \"" + key + "\" begins with \""
                    + root.relativize(path).getName(0) + "\", where the store keeps files of its own");
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
