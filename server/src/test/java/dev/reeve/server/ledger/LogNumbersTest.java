package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of logs get numbers as they come, and keep them. */
class LogNumbersTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final Claimed run = desk.begun(desk.register(FlowStructure.Node.task("load")), desk.agent());

    @AfterEach
    void close() {
        desk.close();
    }

    private static List<LogLine> lines(int epoch, int from, int to) {
        List<LogLine> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(new LogLine(epoch, i, AT, 30, null, "l", epoch + ":" + i));
        }
        return lines;
    }

    private String read(long from, int most) {
        return ledger.logs().lines(run.run(), LogFilter.ALL, from, most, LONG).lines().stream()
                .map(line -> line.number() + "=" + line.line().message())
                .toList()
                .toString();
    }

    @Test
    void linesOfAnEarlierEpochThatComeLateMoveNoOthers() {
        ledger.log(run.run(), lines(1, 0, 3));
        ledger.log(run.run(), lines(2, 0, 2));
        assertThat(read(1, 9)).isEqualTo("[1=1:0, 2=1:1, 3=1:2, 4=2:0, 5=2:1]");

        ledger.log(run.run(), lines(1, 3, 5));
        ledger.log(run.run(), lines(2, 2, 3));

        assertThat(read(1, 9)).isEqualTo("[1=1:0, 2=1:1, 3=1:2, 4=2:0, 5=2:1, 6=1:3, 7=1:4, 8=2:2]");
        assertThat(read(3, 3)).isEqualTo("[3=1:2, 4=2:0, 5=2:1]");
        assertThat(ledger.logs().total(run.run())).isEqualTo(8);
        assertThat(ledger.logs().numbered(run.run(), lines(1, 3, 4)).getFirst().number())
                .isEqualTo(6);
    }

    @Test
    void textIsFoundWhateverItsCapitalsInAsciiAndBeyond() {
        List<String> texts = List.of("on the way to LISBON", "from Lisbon: Äpfel", "ÄPFEL again", "K\u00c4SE");
        for (int i = 0; i < texts.size(); i++) {
            ledger.log(run.run(), List.of(new LogLine(1, i, AT, 30, null, "l", texts.get(i))));
        }

        assertThat(found(LogFilter.text("lisbon"))).containsExactly(1L, 2L);
        assertThat(found(LogFilter.text("LISBON: ä"))).containsExactly(2L);
        assertThat(found(LogFilter.text("äpfel"))).containsExactly(2L, 3L);
        assertThat(found(LogFilter.text("k"))).containsExactly(4L);
        assertThat(found(new LogFilter(0, null, null, "", "Lisbon", true))).containsExactly(2L);
    }

    private List<Long> found(LogFilter filter) {
        return ledger.logs().search(run.run(), filter, 1, 9, LONG).lines();
    }

    @Test
    void lineThatIsSentAgainKeepsItsNumber() {
        ledger.log(run.run(), lines(1, 0, 4));
        ledger.log(run.run(), lines(1, 2, 6));
        ledger.log(run.run(), lines(1, 0, 6));
        ledger.log(run.run(), lines(1, 8, 9)); // what was between is lost, and has no number
        ledger.log(run.run(), lines(1, 7, 10));

        assertThat(read(1, 99)).isEqualTo("[1=1:0, 2=1:1, 3=1:2, 4=1:3, 5=1:4, 6=1:5, 7=1:8, 8=1:7, 9=1:9]");
    }

    @Test
    void linesThatComeAtTheSameTimeGetDifferentNumbers() {
        List<CompletableFuture<Integer>> sent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int epoch = 1 + i % 4; // each twice
            sent.add(CompletableFuture.supplyAsync(() -> ledger.log(run.run(), lines(epoch, 0, 250))));
        }
        assertThat(sent.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1_000);

        List<NumberedLine> all =
                ledger.logs().lines(run.run(), LogFilter.ALL, 1, 5_000, LONG).lines();
        assertThat(all).hasSize(1_000);
        assertThat(all).extracting(NumberedLine::number).doesNotHaveDuplicates().isSorted();
        assertThat(all.getLast().number()).isEqualTo(1_000);
    }

    @Test
    void pageEndsEarlyWhereLinesAreLong() {
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lines.add(new LogLine(1, i, AT, 30, null, "l", "é".repeat(500_000)));
        }
        ledger.log(run.run(), lines);

        LogSlice slice = ledger.logs().lines(run.run(), LogFilter.ALL, 1, 100, LONG);
        assertThat(slice.lines()).hasSize(3);
        assertThat(slice.next()).isEqualTo(4);
        assertThat(ledger.logs().lines(run.run(), LogFilter.ALL, 4, 100, LONG).lines())
                .extracting(NumberedLine::number)
                .containsExactly(4L, 5L, 6L);
        assertThat(ledger.runs().logs(run.run(), new LogQuery(0, -1, 0, null, "", 100)))
                .hasSize(5);
    }

    @Test
    void searchThatHasNoTimeLeftSaysHowFarItCame() {
        ledger.log(run.run(), lines(1, 0, 10));

        LogHits none = ledger.logs().search(run.run(), LogFilter.text("1:"), 3, 10, Duration.ZERO);
        LogHits all = ledger.logs().search(run.run(), LogFilter.text("1:"), 3, 2, LONG);

        assertThat(none).isEqualTo(new LogHits(List.of(), 0, 2, 10));
        assertThat(all).isEqualTo(new LogHits(List.of(3L, 4L), 8, 10, 10));
        assertThat(ledger.logs()
                        .lines(run.run(), LogFilter.ALL, 5, 9, Duration.ZERO)
                        .next())
                .isEqualTo(5);
    }
}
