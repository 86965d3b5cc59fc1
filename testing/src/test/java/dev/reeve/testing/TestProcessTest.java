package dev.reeve.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TestProcessTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final VirtualTime time = new VirtualTime(Testbed.BEGINNING);
    private final TestDisk disk = new TestDisk(time, 1);

    private TestProcess process(int number) {
        Life life = new Life(number);
        return new TestProcess(
                life,
                disk,
                time,
                new TestMachine(life, time, new Activity(), new SplittableRandom(number)),
                new RecordWriting(null));
    }

    @Test
    void whatALostProcessStillWritesIsRefusedWhileTheNextGoesOn() throws Exception {
        TestProcess lost = process(1);
        lost.results().write("kept", BYTES);
        assertThat(lost.life().lose()).isInstanceOf(EngineLost.class);
        TestProcess next = process(2);

        assertThatThrownBy(() -> lost.results().write("late", BYTES)).isInstanceOf(EngineLost.class);
        assertThatThrownBy(() -> lost.results().publish("kept", "elsewhere")).isInstanceOf(EngineLost.class);
        next.results().write("other", BYTES);

        assertThat(next.results().read("kept")).contains(BYTES);
        assertThat(next.results().read("other")).contains(BYTES);
        assertThat(next.results().read("late")).isEmpty();
        assertThat(next.results().read("elsewhere")).isEmpty();
    }

    @Test
    void whatWasDurableIsThereAfterAPowerCut() throws Exception {
        TestProcess lost = process(1);
        lost.results().write("kept", BYTES);
        lost.life().lose();
        disk.powerCut();

        assertThat(process(2).results().read("kept")).contains(BYTES);
    }

    @Test
    void theLocksOfALostProcessAreFree() throws IOException {
        TestProcess lost = process(1);
        assertThat(disk.locks(lost.life()).lock("run")).isPresent();
        assertThat(disk.locks(new Life(2)).lock("run")).isEmpty();

        lost.life().lose();

        assertThat(disk.locks(new Life(2)).lock("run")).isPresent();
        assertThatThrownBy(() -> disk.locks(lost.life()).lock("other")).isInstanceOf(EngineLost.class);
    }
}
