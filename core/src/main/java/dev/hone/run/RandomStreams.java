package dev.hone.run;

import dev.hone.Digest;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One seed, split into streams by name: adding a draw to one stream never moves another, and a
/// stream can be opened at any step without replaying the steps before it.
public record RandomStreams(long seed) {

    /// A fresh generator; the same name always gives the same sequence.
    public RandomGenerator stream(String name) {
        return new SplittableRandom(seedOf(name));
    }

    /// A number drawn for the name, for example the sampling seed of one request. Never negative,
    /// and at most 2^31 - 1, which every provider takes.
    public long seedOf(String name) {
        Digest digest = Digest.of(Long.toString(seed), name);
        long bits = ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex())).getLong();
        return bits >>> 33;
    }
}
