package dev.hone.optimizer.trajectory;

import dev.hone.model.Embedder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The current item and the `length - 1` items whose texts are nearest to it: GPO's choice.
///
/// Nearness is the cosine of the texts' embeddings; of equally near items the earlier one counts as
/// nearer. The paper shows the items by ascending similarity, the current one last; the official
/// code shows the current one first, then by descending similarity.
///
/// Keeps the vectors of the texts it has seen; one instance serves one run, on one thread.
public final class Relevance implements TrajectorySelector {

    private final int length;
    private final Order order;
    private final Embedder embedder;
    private final Map<String, float[]> vectors = new HashMap<>();

    public Relevance(int length, Order order, Embedder embedder) {
        this.length = length;
        this.order = order;
        this.embedder = embedder;
    }

    @Override
    public <I extends TrajectoryItem> List<I> select(List<I> items, I current) {
        embedNew(items, current);
        List<I> others = new ArrayList<>(items);
        others.remove(others.lastIndexOf(current));
        List<I> shown = new ArrayList<>();
        shown.add(current);
        others.stream()
                .sorted(Comparator.comparingDouble((I item) -> cosine(item, current)).reversed())
                .limit(length - 1L)
                .forEach(shown::add);
        if (order == Order.ASCENDING) {
            Collections.reverse(shown);
        }
        return List.copyOf(shown);
    }

    private void embedNew(List<? extends TrajectoryItem> items, TrajectoryItem current) {
        Set<String> fresh = new LinkedHashSet<>();
        items.forEach(item -> fresh.add(item.text()));
        fresh.add(current.text());
        fresh.removeAll(vectors.keySet());
        if (fresh.isEmpty()) {
            return;
        }
        List<String> texts = List.copyOf(fresh);
        List<float[]> embedded = embedder.embed(texts);
        for (int i = 0; i < texts.size(); i++) {
            vectors.put(texts.get(i), embedded.get(i));
        }
    }

    private double cosine(TrajectoryItem a, TrajectoryItem b) {
        return cosine(vector(a), vector(b));
    }

    private float[] vector(TrajectoryItem item) {
        return Objects.requireNonNull(vectors.get(item.text()), "embedded before compared");
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double normA = 0;
        double normB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            normA += a[i] * a[i];
            normB += b[i] * b[i];
        }
        double norms = Math.sqrt(normA) * Math.sqrt(normB);
        return norms == 0 ? 0 : dot / norms;
    }

    /// In which order similar items are shown.
    public enum Order {
        ASCENDING,
        DESCENDING
    }
}
