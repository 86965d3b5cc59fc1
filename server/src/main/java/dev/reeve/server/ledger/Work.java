package dev.reeve.server.ledger;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Something to be written, and who waits for it. */
sealed interface Work {
    UUID run();

    void fail(LedgerException problem);

    record Submit(Submitting.Wanted wanted, CompletableFuture<Submitted> answer) implements Work {
        @Override
        public UUID run() {
            return Submitting.id(wanted);
        }

        @Override
        public void fail(LedgerException problem) {
            answer.completeExceptionally(problem);
        }
    }

    record Append(Batch batch, CompletableFuture<Reply> answer) implements Work {
        @Override
        public UUID run() {
            return batch.run();
        }

        @Override
        public void fail(LedgerException problem) {
            answer.completeExceptionally(problem);
        }
    }
}
