package dev.reeve.agent;

import dev.reeve.Flow;
import dev.reeve.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;

/** Flows of the process that the tests are in. */
public final class OwnFlowsOfTests {
    private OwnFlowsOfTests() {}

    static void tell(String file) throws Exception {
        TaskRun.current().logger().info("logged of {}", file);
        System.out.println("printed");
        Files.writeString(Path.of(file), String.valueOf(ProcessHandle.current().pid()));
    }

    static void await(String file) throws Exception {
        Files.writeString(Path.of(file), "begun");
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Says where it is. */
    public static Flow tells() {
        return Flow.define("tells", f -> f.action(OwnFlowsOfTests::tell, f.parameter("file", "")));
    }

    /** Does not end by itself. */
    public static Flow waits() {
        return Flow.define("waits", f -> f.action(OwnFlowsOfTests::await, f.parameter("file", "")));
    }
}
