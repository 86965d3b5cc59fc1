package dev.reeve.tasks.aws;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.ForgottenResults;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.Retention;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process that knows S3 from its environment: runs a flow, or forgets the run of one. */
final class ForgetfulProcess {
    private ForgetfulProcess() {}

    static int next(int number) {
        return number + 1;
    }

    /** Arguments: the directory of records, and the store to run a flow with, or the run to forget. */
    public static void main(String[] arguments) throws IOException {
        Path records = Path.of(arguments[0]);
        if (arguments[1].startsWith("s3:")) {
            System.out.println(ran(records, URI.create(arguments[1])).id());
            return;
        }
        try {
            Retention retention = new Retention(Records.in(records), new ForgottenResults());
            System.out.println(retention.deleteRun(arguments[1]) ? "gone" : "it goes on");
        } catch (IOException stays) {
            System.out.println("stays: " + stays.getMessage());
        }
    }

    private static FlowRun ran(Path records, URI location) throws IOException {
        ResultFlow<Integer> inner = Flow.returning("inner", f -> f.task(ForgetfulProcess::next, value(7)));
        Flow flow = Flow.define("forgotten", f -> {
            f.map(ForgetfulProcess::next, each(value(List.of(1, 2, 3, 4)))).named("many");
            f.task(ForgetfulProcess::next, value(5)).named("stuck");
            f.task(ForgetfulProcess::next, value(6)).named("aimed").target("aimed.json");
            f.subflow(inner).named("load");
        });
        try (ResultStore store = new S3ResultStoreProvider().open(location)) {
            return flow.run(RunOptions.DEFAULT.recordsIn(records).results(store).checkpointing(true));
        }
    }
}
