package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.reeve.schedule.MinuteOracle.Expression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same two thousand expressions every time, each with a zone and a start; many begin near a change of the clocks. */
class CorpusTest {
    private static final int SIZE = 2_000;
    private static final int MORE = 6_000; // of which many are of no kind that cron-utils knows
    private static final int FIRINGS = 5;

    private record Case(Expression expression, DayRule rule, ZoneId zone, Instant after) {}

    private static List<Case> cases(int size) {
        Random random = new Random(20_260_329);
        Expressions expressions = new Expressions(4_711);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < size) {
            DayRule rule = random.nextInt(4) == 0 ? DayRule.BOTH : DayRule.EITHER;
            Expression drawn = expressions.possible(rule);
            ZoneId zone = ZoneId.of(CronProperties.ZONES.get(random.nextInt(CronProperties.ZONES.size())));
            Instant any = LocalDate.of(1995 + random.nextInt(60), 1 + random.nextInt(12), 1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .plusSeconds(60L * random.nextInt(40_000));
            var change = zone.getRules().nextTransition(any);
            boolean near = change != null && random.nextBoolean();
            cases.add(new Case(
                    drawn, rule, zone, near ? change.getInstant().minusSeconds(60L * random.nextInt(1_500)) : any));
        }
        return cases;
    }

    private static List<Instant> found(Case given) {
        return Schedule.cron(given.expression().text(), given.rule())
                .in(given.zone())
                .next(given.after(), FIRINGS)
                .map(Firing::time)
                .toList();
    }

    @Test
    void theNextFiringsAreThoseOfTheOracle() {
        Set<String> texts = new HashSet<>();
        int compared = 0;
        for (Case given : cases(SIZE)) {
            List<Instant> found = found(given);
            // the oracle walks minutes, so that what comes once in years is left to whoever walks days
            Instant end = given.after().plusSeconds(86_400L * 500);
            Instant to = found.getLast().isBefore(end) ? found.getLast().plusSeconds(60) : end;
            List<Instant> expected = new MinuteOracle(given.expression(), given.rule())
                    .between(given.after().plusSeconds(60), to, given.zone());
            assertThat(found.stream().filter(time -> time.isBefore(to)))
                    .as("%s", given)
                    .isEqualTo(expected);
            texts.add(given.expression().text());
            compared += expected.size();
        }
        assertThat(texts).hasSizeGreaterThan(1_500);
        assertThat(compared).isGreaterThan(5_000);
    }

    /** In UTC nothing is skipped or repeated; where clocks change, cron-utils leaves firings out. */
    @Test
    void theNextFiringsAreThoseOfCronUtils() {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        int compared = 0;
        for (Case given : cases(MORE)) {
            if (given.rule() == DayRule.EITHER && isUnix(given.expression())) {
                ExecutionTime other =
                        ExecutionTime.forCron(parser.parse(given.expression().text()));
                List<Instant> expected = new ArrayList<>();
                ZonedDateTime time = given.after().atZone(ZoneOffset.UTC);
                for (int i = 0; i < FIRINGS; i++) {
                    time = other.nextExecution(time).orElseThrow();
                    expected.add(time.toInstant());
                }
                assertThat(found(new Case(given.expression(), given.rule(), ZoneOffset.UTC, given.after())))
                        .as("%s", given)
                        .isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    /** Whether both know it, and agree on what counts as *: its UNIX has no L, W, # and ?. */
    private static boolean isUnix(Expression expression) {
        String days = expression.day().text() + expression.weekday().text();
        boolean plain = days.matches("[0-9*,/A-Za-z-]*") && !days.matches("(?i).*(L|W|SUN-|FRI-SUN).*");
        return plain
                && (days.startsWith("*") && days.lastIndexOf('*') == 0 || days.endsWith("*") || !days.contains("*"));
    }
}
