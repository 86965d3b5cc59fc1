package dev.reeve.engine.render;

import dev.reeve.state.State;

/**
 * How states look, from the least to the most worth a glance. States that mean the same to who glances at a drawing
 * share a look; their names stand in the boxes. The colours stay apart for all common kinds of colour blindness (after
 * Okabe and Ito).
 */
enum Look {
    SKIPPED("skipped", "#ffffff", "#868e96"),
    SUCCESS("success", "#d3f0e4", "#00805f"),
    WAITING("waiting", "#f1f3f5", "#868e96"),
    RUNNING("running", "#d6e9fa", "#0072b2"),
    ATTENTION("paused or retrying", "#fdf0c8", "#b07d00"),
    CANCELLED("cancelled", "#f3dbe9", "#9c3f77"),
    FAILED("failed", "#ffd9c2", "#c04a00");

    private final String words;
    private final String fill;
    private final String stroke;

    Look(String words, String fill, String stroke) {
        this.words = words;
        this.fill = fill;
        this.stroke = stroke;
    }

    String words() {
        return words;
    }

    String fill() {
        return fill;
    }

    String stroke() {
        return stroke;
    }

    /** How that state looks. */
    static Look of(State state) {
        return ofStateName(state.name());
    }

    /** How the state with that name looks. */
    static Look ofStateName(String name) {
        return switch (name) {
            case "Skipped" -> SKIPPED;
            case "Success", "Cached" -> SUCCESS;
            case "Pending", "Scheduled", "Queued" -> WAITING;
            case "Running", "Mapped", "Cancelling" -> RUNNING;
            case "Paused", "Retrying" -> ATTENTION;
            case "Cancelled" -> CANCELLED;
            case "Failed", "TimedOut", "TriggerFailed", "Crashed" -> FAILED;
            default -> throw new IllegalArgumentException("no state is called \"" + name + "\"");
        };
    }
}
