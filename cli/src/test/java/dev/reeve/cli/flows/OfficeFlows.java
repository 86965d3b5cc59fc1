package dev.reeve.cli.flows;

import static dev.reeve.Inputs.each;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Flows whose recorded runs are looked at, resumed and answered. */
public final class OfficeFlows {
    /** What is asked of whoever holds the money. */
    public record Budget(int amount, LocalDate until) {
        public Budget {
            if (amount < 0) {
                throw new IllegalArgumentException("no budget is below zero");
            }
        }
    }

    private OfficeFlows() {}

    static List<Integer> letters(int count) {
        System.out.println("fetching letters");
        return IntStream.range(0, count).boxed().toList();
    }

    static int read(int letter, Path glasses) {
        if (letter == 1 && !Files.exists(glasses)) {
            throw new IllegalStateException("cannot read letter " + letter + "\u001b[31m");
        }
        return letter * 2;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    /** Letter 1 cannot be read before there are glasses. */
    public static Flow mail() {
        return Flow.define("mail", f -> {
            Parameter<Integer> count = f.parameter("count", 3);
            Parameter<Path> glasses = f.parameter("glasses", Path.of("none"));
            Output<List<Integer>> letters = f.task(OfficeFlows::letters, count).reads("post.office");
            Output<List<Integer>> read = f.map(OfficeFlows::read, each(letters), glasses);
            f.task(OfficeFlows::sum, read).produces("office.sum");
        });
    }

    static String spend(Budget budget) {
        return "spent " + budget.amount();
    }

    /** Asks for a budget. */
    public static Flow budget() {
        return Flow.define("budget", f -> {
            Output<Budget> budget = f.approval("How much?", Budget.class).named("ask");
            f.task(OfficeFlows::spend, budget);
        });
    }

    static String said(boolean approved) {
        return approved ? "yes" : "no";
    }

    /** Asks for a decision. */
    public static Flow decision() {
        return Flow.define("decision", f -> {
            Output<Approval> publish = f.approval("Publish?")
                    .named("publish")
                    .by("editors", "the owner")
                    .timeout(Duration.ofHours(8));
            f.task(OfficeFlows::said, publish.get(Approval::approved));
        });
    }

    private static final ResultFlow<String> INNER = Flow.returning(
            "inner",
            f -> f.task(
                    OfficeFlows::spend,
                    f.approval("How much inside?", Budget.class).named("inside")));

    /** Asks in a flow run that one of its tasks is. */
    public static Flow outer() {
        return Flow.define("outer", f -> f.subflow(INNER).named("load"));
    }

    static boolean no() {
        return false;
    }

    static void nothing() {}

    static void fail() {
        throw new IllegalStateException("out of paper");
    }

    static void skip() {
        throw Signal.skip("nothing to do today");
    }

    static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Ends in every way. */
    public static Flow ends() {
        return Flow.define("ends", f -> {
            Output<Boolean> no = f.task(OfficeFlows::no);
            f.action(OfficeFlows::nothing).named("guarded").onlyIf(no);
            f.action(OfficeFlows::skip).named("skips");
            f.action(OfficeFlows::nothing)
                    .named("last")
                    .after(f.action(OfficeFlows::nothing)
                            .named("next")
                            .after(f.action(OfficeFlows::fail).retries(1, Duration.ofMillis(1))));
            f.action(OfficeFlows::hang).named("slow").timeout(Duration.ofMillis(50));
        });
    }

    static void latch() throws InterruptedException {
        LATCHES.began.countDown();
        LATCHES.go.await();
    }

    /** Lets a test look at a run that goes on. */
    public static final class Latches {
        /** Zero once the task began. */
        public final CountDownLatch began = new CountDownLatch(1);

        /** What the task waits for. */
        public final CountDownLatch go = new CountDownLatch(1);
    }

    /** Of the one test that uses it. */
    public static final Latches LATCHES = new Latches();

    /** Stands still in the middle. */
    public static Flow still() {
        return Flow.define(
                "still",
                f -> f.action(OfficeFlows::nothing)
                        .named("after")
                        .after(f.action(OfficeFlows::latch)
                                .after(f.action(OfficeFlows::nothing).named("before"))));
    }
}
