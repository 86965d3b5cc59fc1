package dev.reeve.server.http;

/** HTTP statuses in words. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read";
            case 401 -> "Who are you?";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Not this method";
            case 409 -> "Not as things stand";
            case 411 -> "The length is missing";
            case 413 -> "Too large";
            case 414 -> "The address is too long";
            case 415 -> "Not this kind of content";
            case 422 -> "A field is wrong";
            case 429 -> "Too many requests";
            case 431 -> "The headers are too long";
            case 503 -> "Not just now";
            case 505 -> "Not this version of HTTP";
            default -> status < 500 ? "Refused" : "The server failed";
        };
    }
}
