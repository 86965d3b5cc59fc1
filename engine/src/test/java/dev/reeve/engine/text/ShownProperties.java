package dev.reeve.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ShownProperties {
    @Property
    void cleanTextHasNoControlCharacter(@ForAll String text) {
        assertThat(Shown.clean(text).codePoints().noneMatch(Character::isISOControl))
                .isTrue();
    }

    @Property
    void cleaningTwiceChangesNothing(@ForAll String text) {
        assertThat(Shown.clean(Shown.clean(text))).isEqualTo(Shown.clean(text));
    }

    @Property
    void cutTextNeverTakesMoreThanItsColumns(@ForAll String text, @ForAll @IntRange(max = 60) int columns) {
        String clean = Shown.clean(text);
        assertThat(Shown.width(Shown.cut(clean, columns))).isLessThanOrEqualTo(columns);
        assertThat(Shown.width(Shown.cutInside(clean, columns))).isLessThanOrEqualTo(columns);
    }

    @Property
    void fittedTextTakesExactlyItsColumns(@ForAll String text, @ForAll @IntRange(max = 60) int columns) {
        assertThat(Shown.width(Shown.fit(Shown.clean(text), columns))).isEqualTo(columns);
    }
}
