package dev.reeve.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    @TempDir
    private Path directory;

    @Test
    void filesProgramsAndLinksAreUnpacked() throws IOException {
        unpack(concat(entry("bin/run", '0', "0000755", "", "echo"), entry("bin/also", '2', "0000777", "run", "")));

        assertThat(directory.resolve("bin/run")).hasContent("echo").isExecutable();
        assertThat(Files.readSymbolicLink(directory.resolve("bin/also"))).isEqualTo(Path.of("run"));
    }

    @Test
    void entriesAndLinksThatLeadOutsideAreRefused() {
        assertThatThrownBy(() -> unpack(entry("../evil", '0', "0000644", "", "x")))
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> unpack(entry("/evil", '0', "0000644", "", "x")))
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> unpack(entry("link", '2', "0000777", "../../evil", "")))
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> unpack(entry("pipe", '6', "0000644", "", ""))).hasMessageContaining("unknown kind");
    }

    @Test
    void archiveThatEndsTooSoonIsRefused() {
        byte[] whole = entry("file", '0', "0000644", "", "a text");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, 515))).hasMessageContaining("ends within file");
    }

    @Test
    void archiveIsNamedAfterSystemAndProcessor() {
        assertThat(Programs.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(Programs.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(Programs.archiveName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
        assertThat(Programs.archiveName("Linux", "riscv64")).isEqualTo("postgres-linux-riscv64.txz");
    }

    private void unpack(byte[] archive) throws IOException {
        new TarReader(new ByteArrayInputStream(archive), directory).unpack();
    }

    private static byte[] entry(String name, char kind, String mode, String link, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[512 + (body.length + 511) / 512 * 512];
        put(bytes, 0, name);
        put(bytes, 100, mode);
        put(bytes, 124, String.format("%011o", body.length));
        bytes[156] = (byte) kind;
        put(bytes, 157, link);
        System.arraycopy(body, 0, bytes, 512, body.length);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void put(byte[] bytes, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, at, ascii.length);
    }
}
