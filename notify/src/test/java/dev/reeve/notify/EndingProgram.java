package dev.reeve.notify;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import java.time.Duration;
import java.util.Optional;

/** A program whose main ends right after its flow failed. Its argument is the receiver's address. */
final class EndingProgram {
    private EndingProgram() {}

    static void fails() {
        throw new IllegalStateException("no");
    }

    public static void main(String[] args) {
        Notifier ops = Notifier.to(Webhook.to("hook"))
                .flushing(Duration.ofMillis(Long.parseLong(args[1])))
                .build();
        Flow.define("ending", f -> {
                    f.onStateChange(ops.on(Occasion.runFails()));
                    f.action(EndingProgram::fails);
                })
                .run(RunOptions.DEFAULT.secrets(name -> Optional.of(args[0])));
        System.exit(3);
    }
}
