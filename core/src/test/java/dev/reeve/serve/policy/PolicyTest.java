package dev.reeve.serve.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.policy.Overlapping.Lane;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One meaning of the policies, for who serves flows in a process and for the server. */
class PolicyTest {
    private static final Lane EMPTY = new Lane(0, 0, false, null);
    private static final Lane BUSY = new Lane(1, 0, false, "amber-otter");
    private static final Lane FULL = new Lane(1, 3, false, "amber-otter");
    private static final Lane CATCHING_UP = new Lane(1, 2, true, "amber-otter");

    private static Overlapping of(Overlap overlap, Lane lane) {
        return Overlapping.of(overlap, CatchUp.all(4), lane);
    }

    @Test
    void whatIsAloneBeginsUnderEveryPolicy() {
        for (Overlap overlap : List.of(Overlap.SKIP, Overlap.queue(1), Overlap.allow(2), Overlap.CANCEL)) {
            assertThat(of(overlap, EMPTY)).isEqualTo(new Overlapping.Now());
        }
    }

    @Test
    void eachPolicyMeetsARunThatGoesOnInItsOwnWay() {
        assertThat(of(Overlap.SKIP, BUSY))
                .isEqualTo(new Overlapping.Not("run amber-otter still goes on, and overlapping firings are left out"));
        assertThat(of(Overlap.queue(3), BUSY)).isEqualTo(new Overlapping.Later());
        assertThat(of(Overlap.queue(3), FULL)).isEqualTo(new Overlapping.Not("3 firings wait already, as many as may"));
        assertThat(of(Overlap.allow(2), BUSY)).isEqualTo(new Overlapping.Now());
        assertThat(of(Overlap.allow(1), BUSY)).isEqualTo(new Overlapping.Not("1 runs go on, as many as may"));
        assertThat(of(Overlap.CANCEL, BUSY)).isEqualTo(new Overlapping.Instead());
    }

    @Test
    void whatIsDueWhileOthersAreMadeUpForWaitsWhateverThePolicy() {
        assertThat(of(Overlap.SKIP, CATCHING_UP)).isEqualTo(new Overlapping.Later());
        assertThat(of(Overlap.CANCEL, CATCHING_UP)).isEqualTo(new Overlapping.Later());
        assertThat(of(Overlap.SKIP, new Lane(1, 4, true, null))).isInstanceOf(Overlapping.Not.class);
    }

    @Test
    void policiesAreReadAsTheyAreWritten() {
        for (String text : List.of("skip", "cancel", "queue:5", "allow:2")) {
            assertThat(Overlap.parse(text).text()).isEqualTo(text);
        }
        for (String text : List.of("none", "last", "all:50")) {
            assertThat(CatchUp.parse(text).text()).isEqualTo(text);
        }
        assertThat(Overlap.parse("queue")).isEqualTo(Overlap.queue(16));
        assertThat(CatchUp.parse("all")).isEqualTo(CatchUp.all(16));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        for (String text :
                List.of("", "skip:1", "queue:", "queue:0", "queue:x", "queue:1:2", "allow:9999999", "SKIP")) {
            assertThatThrownBy(() -> Overlap.parse(text)).as(text).hasMessageStartingWith("takes skip, queue");
        }
        for (String text : List.of("", "none:1", "all:-1", "first")) {
            assertThatThrownBy(() -> CatchUp.parse(text)).as(text).hasMessageStartingWith("takes none, last");
        }
    }

    @Test
    void intervalsOfASpanLieBetweenTheFiringsOfEachClock() {
        Schedule schedule = Schedule.cron("0 6 * * *")
                .parameter("country", "Italy")
                .and(Schedule.cron("0 6,18 * * *").parameter("country", "Spain"));
        List<Clocks.Span> spans = Clocks.spans(
                schedule, Instant.parse("2026-03-01T06:00:00Z"), Instant.parse("2026-03-02T06:00:00Z"), 10);

        assertThat(spans)
                .extracting(span -> span.firing().parameters().get("country") + " " + span.interval())
                .containsExactly(
                        "Spain " + interval("2026-03-01T06:00:00Z", "2026-03-01T18:00:00Z"),
                        "Italy " + interval("2026-03-01T06:00:00Z", "2026-03-02T06:00:00Z"),
                        "Spain " + interval("2026-03-01T18:00:00Z", "2026-03-02T06:00:00Z"));
    }

    private static DataInterval interval(String from, String to) {
        return new DataInterval(Instant.parse(from), Instant.parse(to));
    }
}
