package dev.reeve.examples.tutorial;

import static java.time.Duration.ofHours;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.state.State;
import java.util.Map;

/** Tasks that wait for a person. */
public final class Publishing {
    // snippet: own-record
    record Discount(int percent, String reason) {}
    // snippet end

    // snippet: pause
    static int checked(int price) {
        if (price <= 1000) {
            return price;
        }
        return TaskRun.current()
                .answer(Integer.class)
                .orElseThrow(() -> Signal.pause(price + " looks wrong: what is the price?"));
    }
    // snippet end

    static int price(int base, Discount discount) {
        return base - base * discount.percent() / 100;
    }

    static String publish(int price) {
        return "published at " + price;
    }

    static String sendBack(String comment) {
        return "not published: " + comment;
    }

    static void print(String outcome) {
        System.out.println(outcome);
    }

    static void announce() {
        System.out.println("announced");
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("publishing", f -> {
            Output<Integer> base = f.task(Publishing::checked, f.parameter("price", 200));
            // snippet: ask-for-a-record
            Output<Discount> discount = f.approval("Which discount?", Discount.class)
                    .named("discount")
                    .showing(base);
            // snippet end
            Output<Integer> price = f.task(Publishing::price, base, discount);
            // snippet: ask
            Output<Approval> answer =
                    f.approval("Publish this price?").showing(price).timeout(ofHours(8));
            Output<String> outcome = f.branch(
                    answer.get(Approval::approved),
                    () -> f.task(Publishing::publish, price),
                    () -> f.task(Publishing::sendBack, answer.get(Approval::comment)));
            // snippet end
            f.action(Publishing::print, outcome);
            // snippet: manual
            f.action(Publishing::announce).after(outcome).trigger(Trigger.MANUAL);
            // snippet end
        });
    }

    static void answerAll(FlowRun run) throws InterruptedException {
        // snippet: answer
        if (run.state() instanceof State.Paused) {
            run.answer("discount", new Discount(25, "spring"), "ada");
            run.await();
            run.answer("approval", new Approval(true, "", "bob"), "bob");
            run.await();
            run.resume("announce", "bob");
            run.await();
        }
        // snippet end
    }

    static FlowRun withoutAsking() {
        // snippet: let-go-on
        FlowRun run = flow().run(RunOptions.DEFAULT.resume("announce"));
        // snippet end
        return run;
    }

    /** Runs it, with a price that needs nobody's look. */
    public static void main(String[] args) throws InterruptedException {
        FlowRun run = flow().run(Map.of("price", 400));
        System.out.println(run.state().name() + ": " + run.state().message());
        answerAll(run);
        System.out.println(run.state().name());
    }
}
