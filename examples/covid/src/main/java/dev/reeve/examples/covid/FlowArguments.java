package dev.reeve.examples.covid;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flow's parameters as options of a command. Relative paths are looked up from the working directory. */
final class FlowArguments {
    @Option(
            names = "--country",
            paramLabel = "NAME",
            defaultValue = "Germany",
            description = "Country, named as the ECDC does: Italy, United_States_of_America. Default: ${DEFAULT-VALUE}")
    String country = "Germany";

    @Option(
            names = "--bucket",
            paramLabel = "BUCKET",
            converter = BucketConverter.class,
            description = "Where the CSV goes: file:DIR, a path, or s3://NAME. Default: file:reeve-demo")
    URI bucket = BucketConverter.parse("file:reeve-demo");

    @Option(
            names = "--data",
            paramLabel = "FILE|URL",
            converter = SourceConverter.class,
            description = "The ECDC's daily JSON, plain or gzipped. Default: the bundled edition of 2020-09-07")
    URI source = CovidFlow.ECDC_DATA;

    /** The values by the names of the flow's parameters. */
    Map<String, Object> parameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("country", country);
        values.put("bucket", bucket);
        values.put("source", source);
        return values;
    }

    private static String sentence(IllegalArgumentException problem) {
        String text = String.valueOf(problem.getMessage());
        return text.endsWith(".") ? text : text + ".";
    }

    /** Reads {@code --data}. */
    static final class SourceConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return Source.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(sentence(e) + " Give a file's path or an http(s) address.");
            }
        }
    }

    /** Reads {@code --bucket}. */
    static final class BucketConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        sentence(e) + " Give file:DIR, a path, s3://NAME or s3://NAME/PREFIX.");
            }
        }

        /** A directory becomes an absolute URI, so that what is shown is where the file lies. */
        static URI parse(String text) {
            if (text.matches("(?i)s3://[^/].*")) {
                return URI.create(text);
            }
            return Source.typedPath(text).toAbsolutePath().normalize().toUri();
        }
    }
}
