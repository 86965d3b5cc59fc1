package dev.reeve.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShownTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(Shown.clean("download_data")).isEqualTo("download_data");
    }

    @Test
    void lineBreaksBecomeSpaces() {
        assertThat(Shown.clean("a\r\nb\tc\u2028d")).isEqualTo("a  b c d");
    }

    @Test
    void controlCharactersBecomeVisible() {
        assertThat(Shown.clean("a\u001b[2J\u0000\u007f")).isEqualTo("a\u241b[2J\u2400\u2421");
    }

    @Test
    void whatTurnsTheWritingOrIsNoCharacterIsReplaced() {
        assertThat(Shown.clean("x\u202ey\u2066z\ud800w\uffff\u009b")).isEqualTo("x\ufffdy\ufffdz\ufffdw\ufffd\ufffd");
    }

    @Test
    void emojiAndLettersOfAllLanguagesStay() {
        String text = "naïve 表 👩‍🚀 قهوة";
        assertThat(Shown.clean(text)).isEqualTo(text);
    }

    @Test
    void wideCharactersTakeTwoColumnsAndCombiningMarksNone() {
        assertThat(Shown.width("abc")).isEqualTo(3);
        assertThat(Shown.width("表示")).isEqualTo(4);
        assertThat(Shown.width("e\u0301")).isEqualTo(1);
        assertThat(Shown.width("👩‍🚀")).isEqualTo(2);
        assertThat(Shown.width("é…")).isEqualTo(2);
    }

    @Test
    void textThatFitsIsNotCut() {
        assertThat(Shown.cut("abc", 3)).isEqualTo("abc");
        assertThat(Shown.cutInside("表示", 4)).isEqualTo("表示");
    }

    @Test
    void longTextIsCutWithAnEllipsis() {
        assertThat(Shown.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Shown.cut("abcdef", 0)).isEmpty();
        assertThat(Shown.cutInside("abcdefghijklmnop", 10)).isEqualTo("abcdef…nop");
    }

    @Test
    void aWideCharacterIsNeverCutInHalf() {
        assertThat(Shown.cut("表示表示", 4)).isEqualTo("表…");
        assertThat(Shown.fit("表示表示", 4)).isEqualTo("表… ");
        assertThat(Shown.cut("👩‍🚀👩‍🚀👩‍🚀", 5)).isEqualTo("👩‍🚀👩‍🚀…");
    }
}
