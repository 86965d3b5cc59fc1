package dev.reeve.api;

import java.util.List;

/**
 * How an epoch of a run began, as its runner keeps it for the runners of later epochs. Of that the server reads only the
 * format; {@code again} is for people.
 *
 * @param format the format of the texts, from 1
 * @param opening what the run was asked, packed, in base 64
 * @param structure the graph with the fingerprints of its code, packed, in base 64
 * @param plan what runs again and why, packed, in base 64; empty in the first epoch
 * @param again what runs again and why, of the first thousand
 */
public record EpochOpening(int format, String opening, String structure, String plan, List<AgainTask> again) {
    public EpochOpening {
        format = Given.atLeast(1, format, "format");
        opening = Given.required(opening, "opening");
        structure = Given.required(structure, "structure");
        plan = Given.text(plan);
        again = again == null ? List.of() : Given.list(again, "again");
    }

    /** One that tells people nothing. */
    public EpochOpening(int format, String opening, String structure, String plan) {
        this(format, opening, structure, plan, List.of());
    }
}
