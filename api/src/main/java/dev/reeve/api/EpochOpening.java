package dev.reeve.api;

/**
 * How an epoch of a run began, as its runner keeps it for the runners of later epochs. The server reads only the format.
 *
 * @param format the format of the texts, from 1
 * @param opening what the run was asked, packed, in base 64
 * @param structure the graph with the fingerprints of its code, packed, in base 64
 * @param plan what runs again and why, packed, in base 64; empty in the first epoch
 */
public record EpochOpening(int format, String opening, String structure, String plan) {
    public EpochOpening {
        format = Given.atLeast(1, format, "format");
        opening = Given.required(opening, "opening");
        structure = Given.required(structure, "structure");
        plan = Given.text(plan);
    }
}
