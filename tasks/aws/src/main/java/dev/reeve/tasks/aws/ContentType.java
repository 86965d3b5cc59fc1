package dev.reeve.tasks.aws;

import java.util.Map;

/** The media type of a file, by the ending of its name. */
final class ContentType {
    private static final String BYTES = "application/octet-stream";

    private static final Map<String, String> TEXT = Map.ofEntries(
            Map.entry("csv", "text/csv"),
            Map.entry("tsv", "text/tab-separated-values"),
            Map.entry("txt", "text/plain"),
            Map.entry("log", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("css", "text/css"),
            Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("json", "application/json"),
            Map.entry("jsonl", "application/x-ndjson"),
            Map.entry("ndjson", "application/x-ndjson"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("sql", "application/sql"));

    private static final Map<String, String> BINARY = Map.of(
            "gz", "application/gzip",
            "zip", "application/zip",
            "pdf", "application/pdf",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "parquet", "application/vnd.apache.parquet",
            "avro", "application/vnd.apache.avro",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private ContentType() {}

    /** Of a text in UTF-8; plain text if the ending is not known. */
    static String ofText(String name) {
        String type = TEXT.getOrDefault(S3Address.extension(name), "text/plain");
        // JSON is UTF-8 by definition and has no such parameter.
        return type.endsWith("json") ? type : type + "; charset=utf-8";
    }

    /** Of bytes whose encoding is not known. */
    static String ofBytes(String name) {
        String extension = S3Address.extension(name);
        return BINARY.getOrDefault(extension, TEXT.getOrDefault(extension, BYTES));
    }
}
