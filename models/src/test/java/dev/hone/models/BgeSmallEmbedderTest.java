package dev.hone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class BgeSmallEmbedderTest {

    private static final BgeSmallEmbedder EMBEDDER = new BgeSmallEmbedder();
    private static final List<URI> CALLED = new CopyOnWriteArrayList<>();

    /// Loads the model while every URL that is opened is noted down. (A `ProxySelector` would not
    /// see what DJL opens.)
    @BeforeAll
    static void load() {
        ResponseCache usual = ResponseCache.getDefault();
        ResponseCache.setDefault(
                new ResponseCache() {
                    @Override
                    public @Nullable CacheResponse get(
                            URI uri, String method, Map<String, List<String>> headers) {
                        CALLED.add(uri);
                        return null;
                    }

                    @Override
                    public @Nullable CacheRequest put(URI uri, URLConnection connection) {
                        return null;
                    }
                });
        try {
            one("Load.");
        } finally {
            ResponseCache.setDefault(usual);
        }
    }

    @Test
    void loadingCallsNobodyAndLeavesNoPropertyBehind() {
        assertThat(CALLED).isEmpty();
        assertThat(System.getProperties()).doesNotContainKeys("ai.djl.offline", "OPT_OUT_TRACKING");
    }

    @Test
    void vectorsHaveLengthOneAndStandInTheTextsOrder() {
        List<float[]> vectors = EMBEDDER.embed(List.of("A cat sat.", "Stocks fell sharply."));

        assertThat(vectors).allSatisfy(v -> assertThat(v).hasSize(BgeSmallEmbedder.DIMENSION));
        assertThat(dot(vectors.get(0), vectors.get(0))).isEqualTo(1, within(1e-5));
        assertThat(vectors.get(1)).isEqualTo(one("Stocks fell sharply."));
    }

    @Test
    void paraphrasesAreNearerThanStrangers() {
        float[] prompt = one("Let's think step by step.");

        assertThat(dot(prompt, one("Let us reason one step at a time.")))
                .isGreaterThan(dot(prompt, one("The stock market fell on Monday.")) + 0.1);
    }

    @Test
    void nothingToReadIsTheZeroVector() {
        assertThat(EMBEDDER.embed(List.of("", " \n\t", "\u200b\u0000", "\ud83c")))
                .containsOnly(new float[BgeSmallEmbedder.DIMENSION]);
        assertThat(EMBEDDER.embed(List.of())).isEmpty();
    }

    @Test
    void everyOtherTextHasAVector() {
        for (String text : List.of("🎨", "…", "日本語", "x".repeat(5000), "word ".repeat(3000))) {
            assertThat(dot(one(text), one(text))).as(text).isEqualTo(1, within(1e-5));
        }
    }

    @Test
    void manyThreadsGetTheSameVectors() throws Exception {
        float[] alone = one("What is the answer?");
        Callable<float[]> call = () -> one("What is the answer?");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(call);
            }
            for (Future<float[]> vector : threads.invokeAll(calls)) {
                assertThat(vector.get()).isEqualTo(alone);
            }
        }
    }

    private static float[] one(String text) {
        return EMBEDDER.embed(List.of(text)).getFirst();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
