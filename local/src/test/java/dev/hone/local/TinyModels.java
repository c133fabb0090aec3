package dev.hone.local;

import dev.hone.gguf.ByteVocabulary;
import dev.hone.gguf.GgufValue;
import dev.hone.gguf.GgufWriter;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.Tensor;
import dev.hone.gguf.TensorType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/// Networks that llama.cpp runs and nobody trained.
public final class TinyModels {

    private TinyModels() {}

    /// A vocabulary of bytes and `<s>`, `</s>`, filled up to a size with merged pairs.
    static ByteVocabulary vocabulary(int size) {
        List<String> merges = new ArrayList<>();
        for (char left = 'a'; merges.size() < size - 258 && left <= 'z'; left++) {
            for (char right = 'A'; merges.size() < size - 258 && right <= 'z'; right++) {
                if (Character.isLetter(right)) {
                    merges.add(left + " " + right);
                }
            }
        }
        return new ByteVocabulary(merges, List.of("<s>", "</s>"));
    }

    static float[] random(int length, SplittableRandom random, double deviation) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /// Random weights; norms are 1, biases 0.
    public static Path write(Path file, NetworkShape shape, TensorType type, long seed) {
        return write(file, shape, type, Map.of(), seed);
    }

    static Path write(
            Path file,
            NetworkShape shape,
            TensorType type,
            Map<String, GgufValue> more,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return write(
                file,
                shape,
                type,
                more,
                (name, sizes) -> {
                    int length = sizes.stream().reduce(1, (a, b) -> a * b);
                    if (name.endsWith("norm.weight")) {
                        float[] ones = new float[length];
                        java.util.Arrays.fill(ones, 1);
                        return ones;
                    }
                    return name.endsWith("bias")
                            ? new float[length]
                            : random(length, random, 1.5 / Math.sqrt(sizes.getFirst()));
                });
    }

    static Path write(
            Path file,
            NetworkShape shape,
            TensorType type,
            Map<String, GgufValue> more,
            BiFunction<String, List<Integer>, float[]> weights) {
        Map<String, GgufValue> metadata = new LinkedHashMap<>(shape.metadata("Tiny"));
        metadata.putAll(vocabulary(shape.vocabulary()).metadata());
        metadata.putAll(more);
        List<Tensor> tensors = new ArrayList<>();
        shape.tensors()
                .forEach(
                        (name, sizes) ->
                                tensors.add(
                                        new Tensor(
                                                name,
                                                sizes,
                                                sizes.size() == 1 || name.startsWith("position")
                                                        ? TensorType.F32
                                                        : type,
                                                weights.apply(name, sizes))));
        GgufWriter.write(file, metadata, tensors);
        return file;
    }
}
