package dev.reeve.engine;

import dev.reeve.engine.record.Opening;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What a record says of the process that runs a flow. */
final class ThisProcess {
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Found out once: it does not change while the process lives. */
    private static final class Found {
        private static final Opening.Runner PROCESS = new Opening.Runner(
                host(),
                ProcessHandle.current().pid(),
                Path.of("").toAbsolutePath().toString(),
                version());
    }

    private ThisProcess() {}

    static Opening.Runner found() {
        return Found.PROCESS;
    }

    /** Not by its address where the machine knows its name: that may ask a server that does not answer. */
    private static String host() {
        try {
            return Files.exists(LINUX_NAME)
                    ? Files.readString(LINUX_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        } catch (IOException e) {
            return "";
        }
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = ThisProcess.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
