package dev.reeve.testing;

/**
 * A task run as it is written: {@code load}, {@code fetch[3]}, {@code load/fetch[3]}.
 *
 * @param child -1 for a task, or a mapped one itself
 */
record Label(String task, int child) {
    static Label of(String text) {
        int bracket = text.endsWith("]") ? text.lastIndexOf('[') : -1;
        String number = bracket < 0 ? "" : text.substring(bracket + 1, text.length() - 1);
        return number.matches("\\d{1,9}")
                ? new Label(text.substring(0, bracket), Integer.parseInt(number))
                : new Label(text, -1);
    }

    String text() {
        return child < 0 ? task : task + "[" + child + "]";
    }
}
