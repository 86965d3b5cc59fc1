package dev.reeve.server.run;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names for runs that nobody named: easy to say, not unique. */
public final class RunNames {
    private static final List<String> HOW = List.of(
            "amber", "bold", "brisk", "calm", "clever", "crisp", "early", "eager", "fair", "fleet", "gentle", "glad",
            "golden", "keen", "kind", "lively", "lucky", "merry", "mild", "nimble", "patient", "plain", "proud",
            "quick", "quiet", "rapid", "ready", "rosy", "silver", "snug", "spry", "steady", "sunny", "swift", "tidy",
            "warm");
    private static final List<String> WHO = List.of(
            "badger",
            "beaver",
            "bison",
            "crane",
            "curlew",
            "dormouse",
            "dove",
            "egret",
            "falcon",
            "ferret",
            "finch",
            "gannet",
            "gecko",
            "hare",
            "heron",
            "ibex",
            "jackdaw",
            "kestrel",
            "lark",
            "lynx",
            "marten",
            "mole",
            "newt",
            "otter",
            "owl",
            "plover",
            "puffin",
            "raven",
            "robin",
            "seal",
            "stoat",
            "swallow",
            "tern",
            "vole",
            "weasel",
            "wren");

    private RunNames() {}

    /** Another one. */
    public static String next(RandomGenerator random) {
        return HOW.get(random.nextInt(HOW.size())) + "-" + WHO.get(random.nextInt(WHO.size()));
    }
}
