package dev.reeve.cli.flows;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.TypeRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Flows that go well, fail, wait and are wrong. */
public final class ShopFlows {
    public record Shop(String name, int tills) {}

    private ShopFlows() {}

    static String greet(String name, List<Shop> shops) {
        System.out.println("greeting " + name);
        return "hello " + name + " of " + shops;
    }

    /** With parameters of several kinds. */
    public static Flow greeting() {
        return Flow.define("greeting", f -> {
            Parameter<String> name = f.parameter("name", "world");
            Parameter<List<Shop>> shops = f.parameter("shops", new TypeRef<List<Shop>>() {}, List.of());
            f.parameter("day", LocalDate.of(2026, 1, 31));
            f.parameter("source", URI.create("file:data.csv"));
            f.task(ShopFlows::greet, name, shops);
        });
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    static int odd(int number) {
        if (number % 1000 == 2) {
            throw new IllegalStateException("number " + number + " is not odd", new IOException("disk full"));
        }
        return number;
    }

    /** Some of its mapped children fail. */
    public static Flow mapped() {
        return Flow.define("mapped", f -> {
            Parameter<Integer> count = f.parameter("count", 5);
            Output<List<Integer>> numbers = f.task(ShopFlows::numbers, count);
            f.map(ShopFlows::odd, each(numbers)).retries(1);
        });
    }

    static String read() throws IOException {
        return Files.readString(Path.of("no/such/file"));
    }

    /** Fails deep inside the JDK. */
    public static Flow reading() {
        return Flow.define("reading", f -> f.task(ShopFlows::read));
    }

    static String token() {
        TaskRun.current().logger().info("asking for the token");
        return "a token of " + TaskRun.current().secret("shop-token").reveal().length() + " letters";
    }

    /** Needs a secret. */
    public static Flow secretive() {
        return Flow.define("secretive", f -> f.task(ShopFlows::token));
    }

    static void waitForever() throws InterruptedException {
        System.err.println("waiting");
        Thread.sleep(3_600_000);
    }

    static void after() {}

    /** Ends only if somebody stops it. */
    public static Flow waiting() {
        return Flow.define("waiting", f -> f.action(ShopFlows::after).after(f.action(ShopFlows::waitForever)));
    }

    static void ignoreInterrupts() {
        System.err.println("waiting");
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }

    /** Does not even end then. */
    public static Flow stubborn() {
        return Flow.define("stubborn", f -> f.action(ShopFlows::ignoreInterrupts));
    }

    static void leave() {
        System.exit(0);
    }

    /** Its task ends the whole process. */
    public static Flow leaving() {
        return Flow.define("leaving", f -> f.action(ShopFlows::after).after(f.action(ShopFlows::leave)));
    }

    /** Waits for a person. */
    public static Flow manual() {
        return Flow.define("manual", f -> f.action(ShopFlows::after).trigger(Trigger.MANUAL));
    }

    /** Can be drawn, but not run. */
    public static Flow approved() {
        return Flow.define("approved", f -> f.approval("Go on?"));
    }
}
