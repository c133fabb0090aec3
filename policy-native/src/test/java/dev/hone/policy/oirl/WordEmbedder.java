package dev.hone.policy.oirl;

import dev.hone.model.Embedder;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A text as which of a few words it contains.
final class WordEmbedder implements Embedder {

    private static final List<String> WORDS =
            List.of("count", "translate", "spell", "0", "1", "2", "red", "green", "house");

    final AtomicInteger embedded = new AtomicInteger();

    @Override
    public List<float[]> embed(List<String> texts) {
        embedded.addAndGet(texts.size());
        return texts.stream().map(WordEmbedder::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[WORDS.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = text.contains(WORDS.get(i)) ? 1 : 0;
        }
        return vector;
    }
}
