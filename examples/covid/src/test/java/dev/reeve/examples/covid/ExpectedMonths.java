package dev.reeve.examples.covid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The same sums a second time, by other means: no JSON parser, a line at a time. Knows only how the bundled file is laid out. */
final class ExpectedMonths {
    private static final Pattern FIELD = Pattern.compile("\\s*\"(\\w+)\" : (?:\"(.*)\"|(-?\\d+)|null),?");

    private final Map<String, Map<String, BigInteger[]>> byCountry = new TreeMap<>();

    static ExpectedMonths ofBundledFile() {
        ExpectedMonths months = new ExpectedMonths();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(CaseRow.class.getResourceAsStream("ecdc-covid-2020-09-07.json.gz")),
                StandardCharsets.UTF_8))) {
            Map<String, String> fields = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher field = FIELD.matcher(line);
                if (field.matches()) {
                    String text = field.group(2) == null ? field.group(3) : field.group(2);
                    fields.put(field.group(1), text == null ? "0" : text);
                } else if (line.strip().startsWith("}") && !fields.isEmpty()) {
                    months.add(fields);
                    fields.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return months;
    }

    private void add(Map<String, String> fields) {
        BigInteger[] sums = byCountry
                .computeIfAbsent(fields.get("countriesAndTerritories"), country -> new TreeMap<>())
                .computeIfAbsent(fields.get("year") + "_" + fields.get("month"), month ->
                        new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
        sums[0] = sums[0].add(new BigInteger(fields.get("cases")));
        sums[1] = sums[1].add(new BigInteger(fields.get("deaths")));
    }

    Iterable<String> countries() {
        return byCountry.keySet();
    }

    String csv(String country) {
        StringBuilder csv = new StringBuilder("year_month,cases,deaths\n");
        byCountry.get(country).forEach((month, sums) -> csv.append(month + "," + sums[0] + "," + sums[1] + "\n"));
        return csv.toString();
    }
}
