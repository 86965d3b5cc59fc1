package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class FingerprintsProperties {
    record Row(String name, long number, List<String> tags, Map<String, Integer> counts) {}

    @Property(tries = 300)
    void fingerprintsAreEqualExactlyWhenValuesAre(
            @ForAll String name,
            @ForAll long number,
            @ForAll List<String> tags,
            @ForAll Map<String, Integer> counts,
            @ForAll String otherName,
            @ForAll List<String> otherTags) {
        Row row = new Row(name, number, tags, counts);
        Map<String, Integer> turned = new LinkedHashMap<>();
        new ArrayList<>(counts.entrySet()).reversed().forEach(each -> turned.put(each.getKey(), each.getValue()));
        assertThat(Fingerprints.ofValue(new Row(name, number, new ArrayList<>(tags), turned)))
                .isEqualTo(Fingerprints.ofValue(row));
        Row other = new Row(otherName, number, otherTags, new HashMap<>(counts));
        assertThat(Fingerprints.ofValue(other).equals(Fingerprints.ofValue(row)))
                .isEqualTo(other.equals(row));
    }
}
