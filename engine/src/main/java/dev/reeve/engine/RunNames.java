package dev.reeve.engine;

import java.util.random.RandomGenerator;

/** Names of flow runs that people can say and remember. Not unique: the identifier is. */
final class RunNames {
    private static final String[] HOW = {
        "amber", "bold", "brisk", "calm", "candid", "clear", "crisp", "dapper", "eager", "fair", "fleet", "gentle",
        "glad", "golden", "hardy", "honest", "jolly", "keen", "lively", "lucid", "mellow", "merry", "nimble", "noble",
        "patient", "plucky", "prompt", "quiet", "rapid", "sober", "steady", "sturdy", "sunny", "swift", "tidy", "warm"
    };
    private static final String[] WHO = {
        "badger", "beaver", "bison", "bittern", "crane", "curlew", "dipper", "dove", "falcon", "finch", "gannet",
        "grouse", "hare", "heron", "ibex", "jackdaw", "kestrel", "lark", "linnet", "lynx", "magpie", "marten", "merlin",
        "otter", "owl", "petrel", "pipit", "plover", "raven", "robin", "shrike", "siskin", "stork", "swan", "tern",
        "wren"
    };

    private RunNames() {}

    static String random(RandomGenerator random) {
        return HOW[random.nextInt(HOW.length)] + "-" + WHO[random.nextInt(WHO.length)];
    }
}
