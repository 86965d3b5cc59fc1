package dev.reeve.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FinderProperties {
    @Property(tries = 3000)
    void whatWordsCoverIsReplacedAndNothingElse(@ForAll("words") List<String> words, @ForAll("texts") String text) {
        assertThat(new Finder(words).replace(text, "*")).isEqualTo(oneByOne(words, text));
    }

    @Property(tries = 1000)
    void aWordIsFoundIfItStandsInTheTextWithoutItsLineEnds(
            @ForAll("words") List<String> words, @ForAll("texts") String text) {
        String unbroken = Finder.unbroken(text);
        assertThat(new Finder(words).finds(text)).isEqualTo(words.stream().anyMatch(unbroken::contains));
    }

    /** The same the slow way: each word is looked for at each place. */
    private static String oneByOne(List<String> words, String text) {
        BitSet covered = new BitSet();
        for (int from = 0; from < text.length(); from++) {
            for (String word : words) {
                int end = end(word, text, from);
                if (end > 0) {
                    covered.set(from, end);
                }
            }
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!covered.get(i)) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !covered.get(i - 1)) {
                shown.append('*');
            }
        }
        return shown.toString();
    }

    /** Where the word ends that begins at a place of the text; 0 if it does not. */
    private static int end(String word, String text, int from) {
        int at = from;
        for (int i = 0; i < word.length(); i++) {
            while (i > 0 && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (at == text.length() || text.charAt(at) != word.charAt(i)) {
                return 0;
            }
            at++;
        }
        return at;
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars('a', 'b', 'ü')
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', 'ü', '\n').ofMaxLength(40);
    }
}
