package dev.reeve.agent;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A runner process for tests: {@code RunnerMain URL SPOOL}. Its flows are called by what their task does. */
final class RunnerMain {
    private RunnerMain() {}

    public static void main(String[] args) throws InterruptedException {
        RunLogs logs = new RunLogs();
        RunOptions options =
                RunOptions.DEFAULT.executor(TaskExecutors.threads(2)).results(ResultStores.memory());
        RunnerSetup setup = new RunnerSetup(
                URI.create(args[0]), Path.of(args[1]), "here", (jar, entry) -> defined(entry), options, logs);
        new WarmRunner(
                        new Runner(setup),
                        logs,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err))
                .serve(System.in);
        Runtime.getRuntime().halt(0);
    }

    /** As a runner makes it. */
    private static Flow defined(String does) {
        if (does.equals("exitDefining")) {
            exit("");
        }
        return flow(does);
    }

    static Flow flow(String does) {
        return Flow.define(does, f -> {
            var file = f.parameter("file", "");
            switch (does) {
                case "add", "exitDefining" -> f.task(RunnerMain::add, file);
                case "exit" -> f.action(RunnerMain::exit, file);
                case "exitInside" ->
                    f.subflow(Flow.define("inside", inside -> {
                        var given = inside.parameter("file", "");
                        inside.action(RunnerMain::exit, given);
                    }));
                case "fill" -> f.action(RunnerMain::fill, file);
                case "halt" -> f.action(RunnerMain::halt, file);
                case "hang" -> f.action(RunnerMain::hang, file);
                case "print" -> f.action(RunnerMain::print, file);
                case "wait" -> f.action(RunnerMain::await, file);
                default -> throw new IllegalArgumentException(does);
            }
        });
    }

    static String add(String file) {
        return file + "!";
    }

    static void exit(String file) {
        System.err.println("the task goes now");
        System.exit(3);
    }

    /** Once the file is there. */
    static void halt(String file) throws IOException, InterruptedException {
        await(file);
        Runtime.getRuntime().halt(4);
    }

    static void fill(String file) {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1 << 24]);
        }
    }

    /** Takes no notice of interrupts. */
    static void hang(String file) throws IOException {
        Files.writeString(Path.of(file), "begun");
        while (true) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    static void print(String file) {
        System.out.println("printed");
        System.out.println("x".repeat(10_000_000));
        System.err.println("complained");
    }

    /** Until the file is there. */
    static void await(String file) throws IOException, InterruptedException {
        Files.writeString(Path.of(file + ".begun"), "begun");
        while (!Files.exists(Path.of(file))) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        System.out.println("waited for " + Path.of(file).getFileName());
    }
}
