package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TaskRun;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tasks that are methods of a service. */
public final class Restocking {
    // snippet: use-a-service
    static Flow flow(Warehouse warehouse) {
        return Flow.define("restocking", f -> {
            Output<Integer> apples = f.task(warehouse::add, value("apples"), value(20));
            Output<Integer> pears = f.task(warehouse::add, value("pears"), value(5));
            f.action(Restocking::order, taskRun(), secret("supplier-token"), apples, pears);
        });
    }

    static void order(TaskRun run, Secret token, int apples, int pears) {
        run.logger()
                .info(
                        "ordering with {} (it has {} characters)",
                        token,
                        token.reveal().length());
    }
    // snippet end

    static FlowRun run(Warehouse warehouse, Map<String, String> environment) {
        // snippet: give-secrets
        RunOptions options = RunOptions.DEFAULT.secrets(name -> Optional.ofNullable(
                environment.get(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
        FlowRun run = flow(warehouse).run(options);
        // snippet end
        return run;
    }

    /** Runs it. */
    public static void main(String[] args) {
        Warehouse warehouse = new Warehouse();
        FlowRun run = run(warehouse, Map.of("SUPPLIER_TOKEN", "canary"));
        System.out.println(run.state().name() + " " + warehouse.stock().get("apples"));
    }
}
