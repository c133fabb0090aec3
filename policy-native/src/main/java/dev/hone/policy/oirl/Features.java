package dev.hone.policy.oirl;

import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.model.Embedder;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the reward model sees of a query under a prompt: the embedding of the one, then that of the
/// other. Keeps the embeddings of the texts used last, so that the folds of a cross-validation
/// embed a query once. Thread-safe.
final class Features {

    /// Texts; with 384 components, 30 MB.
    private static final int MOST_KEPT = 20_000;

    private final Embedder embedder;
    private final Recent kept = new Recent();

    Features(Embedder embedder) {
        this.embedder = embedder;
    }

    /// The embeddings of all texts, by text.
    Map<String, float[]> embed(List<Query> queries, List<Prompt> prompts) {
        List<String> texts =
                Stream.concat(queries.stream().map(Query::text), prompts.stream().map(Prompt::text))
                        .distinct()
                        .toList();
        Map<String, float[]> embeddings = new HashMap<>(kept.among(texts));
        List<String> fresh = texts.stream().filter(text -> !embeddings.containsKey(text)).toList();
        if (!fresh.isEmpty()) {
            List<float[]> vectors = embedder.embed(fresh);
            for (int i = 0; i < fresh.size(); i++) {
                embeddings.put(fresh.get(i), vectors.get(i));
            }
        }
        kept.keep(embeddings);
        return embeddings;
    }

    /// Forgets the text whose last use is longest ago.
    private static final class Recent {

        private static final float LOAD_FACTOR = 0.75f;

        private final Map<String, float[]> vectors =
                new LinkedHashMap<>(16, LOAD_FACTOR, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                        return size() > MOST_KEPT;
                    }
                };

        synchronized Map<String, float[]> among(List<String> texts) {
            Map<String, float[]> known = new HashMap<>();
            for (String text : texts) {
                float[] vector = vectors.get(text);
                if (vector != null) {
                    known.put(text, vector);
                }
            }
            return known;
        }

        synchronized void keep(Map<String, float[]> embeddings) {
            vectors.putAll(embeddings);
        }
    }
}
