package dev.reeve.engine.render;

import dev.reeve.state.State;
import java.util.List;

/**
 * How states look, from the least to the most worth a glance. States that mean the same to who glances at a drawing
 * share a look; their names stand in the boxes. The colours stay apart for all common kinds of colour blindness (after
 * Okabe and Ito).
 */
enum Look {
    SKIPPED("skipped", "#ffffff", "#868e96", "Skipped"),
    SUCCESS("success", "#d3f0e4", "#00805f", "Success", "Cached"),
    WAITING("waiting", "#f1f3f5", "#868e96", "Pending", "Scheduled", "Queued"),
    RUNNING("running", "#d6e9fa", "#0072b2", "Running", "Mapped", "Cancelling"),
    ATTENTION("paused or retrying", "#fdf0c8", "#b07d00", "Paused", "Retrying"),
    CANCELLED("cancelled", "#f3dbe9", "#9c3f77", "Cancelled"),
    FAILED("failed", "#ffd9c2", "#c04a00", "Failed", "TimedOut", "TriggerFailed", "Crashed");

    private final String words;
    private final String fill;
    private final String stroke;
    private final List<String> stateNames;

    Look(String words, String fill, String stroke, String... stateNames) {
        this.words = words;
        this.fill = fill;
        this.stroke = stroke;
        this.stateNames = List.of(stateNames);
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
        for (Look look : values()) {
            if (look.stateNames.contains(name)) {
                return look;
            }
        }
        throw new IllegalArgumentException("no state is called \"" + name + "\"");
    }
}
