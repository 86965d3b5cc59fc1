package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.value;
import static java.time.Duration.ofSeconds;

import dev.reeve.ActionNode;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.TaskOutcome;
import java.util.ArrayList;
import java.util.List;

/** A loop over pages, and a resource around the tasks that use it. */
public final class Catalogue {
    // snippet: connection
    /** Stands for a connection, a cluster, a temporary directory: something that has to be given back. */
    static final class Connection {
        private final List<String> rows = new ArrayList<>();

        static Connection open() {
            return new Connection();
        }

        void close() {
            System.out.println("closed after " + rows.size() + " rows");
        }
    }
    // snippet end

    // snippet: turn
    /** What a turn hands to the next one: which page comes, and what there is so far. */
    record Progress(int page, List<String> products) {}

    static Loop<Progress, List<String>> readPage(Progress progress) {
        List<String> page = fetch(progress.page());
        if (page.isEmpty()) {
            return Loop.done(progress.products());
        }
        List<String> products = new ArrayList<>(progress.products());
        products.addAll(page);
        return Loop.again(new Progress(progress.page() + 1, products));
    }
    // snippet end

    private static List<String> fetch(int page) {
        return page < 3 ? List.of("apples-" + page, "pears-" + page) : List.of();
    }

    static void clear(Connection connection) {
        connection.rows.clear();
    }

    static int save(Connection connection, List<String> products) {
        if (products.isEmpty()) {
            throw new IllegalArgumentException("an empty catalogue is not saved");
        }
        connection.rows.addAll(products);
        return products.size();
    }

    static void report(int saved) {
        System.out.println(saved + " saved");
    }

    /** The flow. */
    public static Flow flow() {
        return flow(1);
    }

    static Flow flow(int firstPage) {
        return Flow.define("catalogue", f -> {
            // snippet: loop
            Output<List<String>> products = f.loop(Catalogue::readPage, value(new Progress(firstPage, List.of())))
                    .retries(3, ofSeconds(1));
            // snippet end
            // snippet: resource
            Output<Integer> saved = f.resource(Connection::open)
                    .closeWith(Connection::close)
                    .use(connection -> {
                        ActionNode cleared = f.action(Catalogue::clear, connection);
                        return f.task(Catalogue::save, connection, products).after(cleared);
                    });
            // snippet end
            f.action(Catalogue::report, saved);
        });
    }

    /** Runs it. */
    public static void main(String[] args) {
        FlowRun run = flow().run();
        for (TaskOutcome task : run.tasks()) {
            System.out.println(task);
        }
    }
}
