package dev.reeve.tasks.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
    @TempDir
    Path dir;

    private URI bucket() {
        return dir.toUri();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> dir.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theTextIsTheFileByteForByte() throws IOException {
        String text = "year_month,cases\n2020-03,Curaçao 😀\n";
        Buckets.upload(bucket(), "covid-monthly-2020-09-07T10:00:00Z.csv", text);
        assertThat(files()).containsExactly("covid-monthly-2020-09-07T10:00:00Z.csv");
        assertThat(dir.resolve("covid-monthly-2020-09-07T10:00:00Z.csv")).hasBinaryContent(text.getBytes(UTF_8));
    }

    @Test
    void bytesAreTheFile() throws IOException {
        Buckets.uploadBytes(bucket(), "x.bin", new byte[] {0, -1, 10});
        assertThat(dir.resolve("x.bin")).hasBinaryContent(new byte[] {0, -1, 10});
    }

    @Test
    void theDirectoryIsMadeWithThoseInTheName() throws IOException {
        Buckets.upload(dir.resolve("new/deep").toUri(), "2026/04/report.csv", "x");
        assertThat(dir.resolve("new/deep/2026/04/report.csv")).hasContent("x");
    }

    @Test
    void readersSeeAWholeFileWhileItIsReplaced() throws Exception {
        String[] texts = {"a".repeat(200_000), "b".repeat(100_000)};
        Buckets.upload(bucket(), "x.csv", texts[0]);
        FutureTask<Void> writing = new FutureTask<>(() -> {
            for (int i = 1; i <= 20; i++) {
                Buckets.upload(bucket(), "x.csv", texts[i % 2]);
            }
            return null;
        });
        Thread.ofPlatform().start(writing);
        while (!writing.isDone()) {
            String seen = Files.readString(dir.resolve("x.csv"));
            assertThat(seen.equals(texts[0]) || seen.equals(texts[1])).isTrue();
        }
        writing.get();
    }

    @Test
    void aRepeatedUploadReplacesAndLeavesNothingElse() throws IOException {
        Buckets.upload(bucket(), "a.csv", "a much longer text before");
        Buckets.upload(bucket(), "a.csv", "after");
        Buckets.upload(bucket(), "a.csv", "after");
        assertThat(files()).containsExactly("a.csv");
        assertThat(dir.resolve("a.csv")).hasContent("after");
    }

    @Test
    void theFileMayBeReadByWhomTheUserLets() throws IOException {
        Path plain = Files.createFile(dir.resolve("plain"));
        Buckets.upload(bucket(), "uploaded", "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("uploaded"))))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    @Test
    void aRelativeDirectoryIsBelowTheWorkingDirectory() {
        assertThat(FileUpload.directory(URI.create("file:reeve-demo"))).isEqualTo(Path.of("reeve-demo"));
        assertThat(FileUpload.directory(URI.create("file:./a%20b"))).isEqualTo(Path.of("./a b"));
        assertThat(FileUpload.directory(URI.create("file:../out"))).isEqualTo(Path.of("../out"));
        assertThat(FileUpload.directory(URI.create("out/deep"))).isEqualTo(Path.of("out/deep"));
        assertThat(FileUpload.directory(URI.create("file:."))).isEqualTo(Path.of("."));
    }

    @Test
    void anAbsoluteDirectoryMayBeWrittenInEveryUsualWay() {
        for (String text :
                List.of("file:/a%20b/u", "file:///a%20b/u", "file://localhost/a%20b/u", "/a%20b/u", "FILE:/a%20b/u")) {
            assertThat(FileUpload.directory(URI.create(text))).isEqualTo(Path.of("/a b/u"));
        }
    }

    @Test
    void aNameThatTheSystemCannotWriteIsExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.path(dir, "a\0b"))
                .withMessageContaining("set LC_ALL=C.UTF-8");
    }

    @Test
    void aTildeIsTheHomeDirectoryAsInAShell() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(FileUpload.directory(URI.create("file:~/out"))).isEqualTo(home.resolve("out"));
        assertThat(FileUpload.directory(URI.create("~/out"))).isEqualTo(home.resolve("out"));
        assertThat(FileUpload.directory(URI.create("file:~"))).isEqualTo(home);
        assertThat(FileUpload.directory(URI.create("file:./~x"))).isEqualTo(Path.of("./~x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.directory(URI.create("file:~root/x")))
                .withMessageContaining("another user's home");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:%20",
                "file://host/x",
                "file://me:hunter2@host/x",
                "file:/x?y",
                "file:x#y",
                "file:a%00b"
            })
    void whatIsNoDirectoryIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.directory(URI.create(uri)))
                .withMessageNotContaining("hunter2")
                .withMessageMatching("(?s).*(Write|write) .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "..", "../x", "a/../../x", "/etc/x", "a//b", "a/", "a\\..\\b", "a\0b", "a\nb"})
    void aFileNameThatLeavesTheDirectoryIsRefusedForFilesAndForS3(String name) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buckets.upload(bucket(), name, "x"))
                .withMessageContaining("file name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buckets.upload(URI.create("s3://bucket/prefix"), name, "x"))
                .withMessageContaining("file name");
        assertThat(files()).isEmpty();
    }

    @Test
    void anUnknownSchemeIsToldWhatWorks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buckets.upload(URI.create("gs://me:hunter2@bucket/x?sig=hunter2"), "x.csv", "x"))
                .withMessage("A bucket whose URI begins with \"gs:\" is not known: gs://***@bucket/x?***."
                        + " What works: file:DIR, a path, s3://BUCKET, s3://BUCKET/PREFIX.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "taken/below", "taken/far/below"})
    void aFileInPlaceOfTheDirectoryIsSaidSoAndNotWorthAnotherTry(String directory) throws IOException {
        Path file = Files.writeString(dir.resolve("taken"), "precious");
        URI bucket = dir.resolve(directory).toUri();
        assertThatThrownBy(() -> Buckets.upload(bucket, "x.csv", "x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnavailableException.class)
                .hasMessageContaining("Failed writing " + dir.resolve(directory).resolve("x.csv"))
                .hasMessageEndingWith(
                        ": " + file + " is a file and not a directory. Remove it or name another directory.");
        assertThatThrownBy(() -> Buckets.upload(bucket(), "taken/x.csv", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is a file and not a directory");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNotWorthAnotherTry() {
        assertThatThrownBy(() -> Buckets.upload(URI.create("file:/proc/no-such"), "x.csv", "x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnavailableException.class)
                .hasMessageContaining("/proc/no-such");
    }

    @Test
    void onlyWhatMayPassIsWorthAnotherTry() {
        assertThat(FileUpload.isLasting(new IOException("No space left on device"), dir))
                .isFalse();
        assertThat(FileUpload.isLasting(new FileSystemException("x", null, "Input/output error"), dir))
                .isFalse();
        assertThat(FileUpload.isLasting(new FileSystemException("x", null, "Read-only file system"), dir))
                .isTrue();
        assertThat(FileUpload.isLasting(new AccessDeniedException("x"), dir)).isTrue();
    }

    @Test
    void aNameThatIsTooLongForTheDiskIsSaidSo() {
        assertThatThrownBy(() -> Buckets.upload(bucket(), "n".repeat(300), "x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnavailableException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsKept() throws IOException {
        Files.createDirectories(dir.resolve("x.csv")); // empty: a rename could replace it
        assertThatThrownBy(() -> Buckets.upload(bucket(), "x.csv", "x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnavailableException.class)
                .hasMessageContaining("is a directory");
        assertThat(dir.resolve("x.csv")).isDirectory();
        assertThat(files()).isEmpty();
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThereAndNoLeftovers() throws IOException {
        Buckets.upload(bucket(), "x.csv", "before");
        Thread.currentThread().interrupt();
        Throwable e = catchThrowable(() -> Buckets.upload(bucket(), "x.csv", "after"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).isInstanceOf(IOException.class).hasMessageContaining("interrupted");
        assertThat(files()).containsExactly("x.csv");
        assertThat(dir.resolve("x.csv")).hasContent("before");
    }

    @Test
    void anUploadToS3IsAnObjectWithItsType() throws IOException {
        S3Server server = S3Server.shared();
        String name = server.bucket();
        try (S3Connection connection = S3Connection.open(server.settings(), S3Server.credentials())) {
            for (URI bucket : List.of(URI.create("s3://" + name), URI.create("S3://" + name + "/my%20prefix/"))) {
                Buckets.put(
                        bucket, "2026/größe.csv", "a,b\n".getBytes(UTF_8), "text/csv; charset=utf-8", () -> connection);
            }
            assertThat(connection.list(new S3Address(name, "")))
                    .containsExactlyInAnyOrder(
                            new S3Address(name, "2026/größe.csv"), new S3Address(name, "my prefix/2026/größe.csv"));
            assertThat(connection.get(new S3Address(name, "2026/größe.csv"))).hasValue("a,b\n".getBytes(UTF_8));
            assertThat(server.admin()
                            .headObject(request -> request.bucket(name).key("2026/größe.csv"))
                            .contentType())
                    .isEqualTo("text/csv; charset=utf-8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, text/csv; charset=utf-8, text/csv",
        "a.b/c.JSON, application/json, application/json",
        "a.b/c, text/plain; charset=utf-8, application/octet-stream",
        ".csv, text/plain; charset=utf-8, application/octet-stream",
        "x.ndjson, application/x-ndjson, application/x-ndjson",
        "a.csv.gz, text/plain; charset=utf-8, application/gzip",
        "x.parquet, text/plain; charset=utf-8, application/vnd.apache.parquet"
    })
    void theTypeFollowsTheEndingOfTheName(String name, String ofText, String ofBytes) {
        assertThat(ContentType.ofText(name)).isEqualTo(ofText);
        assertThat(ContentType.ofBytes(name)).isEqualTo(ofBytes);
    }

    @Test
    void filesNeedNoS3() throws IOException {
        Buckets.put(bucket(), UUID.randomUUID() + ".txt", new byte[0], "text/plain", () -> {
            throw new AssertionError("S3 was asked for");
        });
        assertThat(files()).hasSize(1);
    }
}
