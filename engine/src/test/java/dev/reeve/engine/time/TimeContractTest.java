package dev.reeve.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.SettableTime;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a clock has to do, whichever it is. */
final class TimeContractTest {
    record Clock(Time time, Passing passing) {
        @Override
        public String toString() {
            return time.getClass().getSimpleName();
        }
    }

    interface Passing {
        void passes(Duration wait);
    }

    static List<Clock> clocks() {
        SettableTime settable = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        return List.of(new Clock(settable, settable::advance), new Clock(new SystemTime(), wait -> {}));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void itNeverGoesBackAndNanosAndInstantAgree(Clock clock) {
        long before = clock.time().nanos();
        for (int i = 0; i < 1000; i++) {
            long now = clock.time().nanos();
            assertThat(now).isGreaterThanOrEqualTo(before);
            Instant instant = clock.time().now();
            assertThat(instant)
                    .isBetween(Time.instant(now), Time.instant(clock.time().nanos()));
            before = now;
        }
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void anAlarmRingsOnceAndNotBeforeItsTime(Clock clock) throws InterruptedException {
        BlockingQueue<Instant> rung = new LinkedBlockingQueue<>();
        Instant due = clock.time().now().plusMillis(20);
        clock.time().at(due, () -> rung.add(clock.time().now()));
        clock.passing().passes(Duration.ofMillis(20));
        assertThat(rung.take()).isAfterOrEqualTo(due);
        clock.passing().passes(Duration.ofMillis(20));
        assertThat(rung).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void alarmsRingInTheOrderOfTheirTimes(Clock clock) throws InterruptedException {
        BlockingQueue<Integer> rung = new LinkedBlockingQueue<>();
        Instant now = clock.time().now();
        clock.time().at(now.plusMillis(300), () -> rung.add(2));
        clock.time().at(now.plusMillis(100), () -> rung.add(1));
        clock.passing().passes(Duration.ofMillis(300));
        assertThat(rung.take()).isEqualTo(1);
        assertThat(rung.take()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aTimeThatIsPastRingsAtOnceOnAnotherThread(Clock clock) throws InterruptedException {
        BlockingQueue<Thread> rung = new LinkedBlockingQueue<>();
        clock.time().at(Instant.MIN, () -> rung.add(Thread.currentThread()));
        clock.time().at(clock.time().now(), () -> rung.add(Thread.currentThread()));
        assertThat(rung.take()).isNotSameAs(Thread.currentThread());
        assertThat(rung.take()).isNotSameAs(Thread.currentThread());
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aCancelledAlarmDoesNotRingAndMayBeCancelledAgain(Clock clock) throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Instant now = clock.time().now();
        Time.Alarm alarm = clock.time().at(now.plusMillis(200), cancelled::countDown);
        Time.Alarm rings = clock.time().at(now.plusMillis(250), later::countDown);
        alarm.cancel();
        alarm.cancel();
        clock.passing().passes(Duration.ofMillis(250));
        later.await();
        rings.cancel(); // after it rang: nothing
        assertThat(cancelled.getCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theEndOfTimeIsATimeLikeAnyOther(Clock clock) {
        Time.Alarm alarm = clock.time().at(Instant.MAX, () -> {
            throw new IllegalStateException("the world has ended");
        });
        clock.passing().passes(Duration.ofMillis(1));
        alarm.cancel();
    }

    @Test
    void theThreadOfTheAlarmsEndsWhenThereAreNone() throws InterruptedException {
        BlockingQueue<Thread> rung = new LinkedBlockingQueue<>();
        Time time = new SystemTime();
        time.at(time.now(), () -> rung.add(Thread.currentThread()));
        Thread thread = rung.take();
        assertThat(thread.isDaemon())
                .as("it keeps the process alive for a run that waits")
                .isFalse();
        thread.join();
    }
}
