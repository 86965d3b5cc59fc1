package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Applying.Judged;
import dev.reeve.server.ledger.Applying.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One group of works over one connection: at most two commits, however many works there are. Touched by one thread. */
final class Writing {
    private final Connection connection;
    private final Submitting submitting;
    private final Applying applying;
    private final ApplyingInside inside;
    private final Workers workers;
    private final Explaining explaining;
    private final Images images;
    private final Endings endings;
    private final Runnable freed;

    /** {@code freed} is called after a commit with which a run ended that had a place of a limit. */
    Writing(Connection connection, Images images, Endings endings, Runnable freed) {
        this.connection = connection;
        this.submitting = new Submitting(connection);
        this.applying = new Applying(connection);
        this.inside = new ApplyingInside(connection);
        this.workers = new Workers(connection);
        this.explaining = new Explaining(connection);
        this.images = images;
        this.endings = endings;
        this.freed = freed;
    }

    Connection connection() {
        return connection;
    }

    /** Answers all of them, or throws: what was answered then stays so, of the others nothing is known. */
    void write(List<Work> group) throws SQLException {
        List<Work.Submit> submits = new ArrayList<>();
        List<Work.Append> appends = new ArrayList<>();
        for (Work work : group) {
            switch (work) {
                case Work.Submit submit -> submits.add(submit);
                case Work.Append append -> appends.add(append);
            }
        }
        if (!submits.isEmpty()) {
            submit(submits);
        }
        if (!appends.isEmpty()) {
            append(appends);
            images.shrink();
        }
    }

    private void submit(List<Work.Submit> works) throws SQLException {
        List<Submitted> answers =
                submitting.submit(works.stream().map(Work.Submit::wanted).toList());
        for (int i = 0; i < works.size(); i++) {
            works.get(i).answer().complete(answers.get(i));
        }
    }

    private void append(List<Work.Append> works) throws SQLException {
        images.prepare(connection, works.stream().map(Work.Append::batch).toList());
        List<Judged> judged = new ArrayList<>();
        List<Work.Append> waiting = new ArrayList<>();
        for (Work.Append work : works) {
            RunImage image = current(work.batch());
            if (image == null) {
                work.answer().complete(explaining.explain(work.batch()));
                continue;
            }
            switch (Judge.judge(image, work.batch())) {
                case Judgement.Refused refused -> refuse(work, refused);
                case Judgement.Accepted accepted -> {
                    judged.add(new Judged(image, work.batch(), accepted));
                    waiting.add(work);
                }
            }
        }
        if (!judged.isEmpty()) {
            apply(judged, waiting);
        }
    }

    private void apply(List<Judged> judged, List<Work.Append> waiting) throws SQLException {
        Written written = written(judged);
        if (written.freed()) {
            freed.run();
        }
        for (int i = 0; i < judged.size(); i++) {
            Judged each = judged.get(i);
            int last = each.batch().last();
            if (!written.runs().contains(each.run())) {
                images.forget(each.run());
                waiting.get(i).answer().complete(explaining.explain(each.batch()));
                continue;
            }
            each.image().apply(each.accepted(), last);
            if (each.accepted().ends()) {
                images.forget(each.run());
            }
            waiting.get(i).answer().complete(new Reply.Applied(last));
            if (each.accepted().ends()) {
                endings.ended(each.run());
            }
        }
    }

    /** One commit: of one statement if nothing is told of runs that tasks are, nor of workers, else of several. */
    private Written written(List<Judged> judged) throws SQLException {
        if (judged.stream().allMatch(each -> each.accepted().inside().isEmpty() && !Workers.any(each))) {
            return applying.apply(judged);
        }
        connection.setAutoCommit(false);
        try {
            Written written = applying.apply(judged);
            List<Judged> held = judged.stream()
                    .filter(each -> written.runs().contains(each.run()))
                    .toList();
            inside.apply(held);
            workers.apply(held);
            connection.commit();
            return written;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Whether the sender holds the run still comes first: what one has to say who does not is not even wrong. */
    private void refuse(Work.Append work, Judgement.Refused refused) throws SQLException {
        images.forget(work.run());
        images.prepare(connection, List.of(work.batch()));
        work.answer()
                .complete(
                        current(work.batch()) == null
                                ? explaining.explain(work.batch())
                                : new Reply.Refused(refused.entry(), refused.why()));
    }

    private @Nullable RunImage current(Batch batch) {
        RunImage image = images.of(batch.run());
        return image == null || image.epoch != batch.epoch() || image.seq != batch.after() ? null : image;
    }
}
