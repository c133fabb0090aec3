package dev.hone.models;

import dev.hone.model.Embedder;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;

import java.util.ArrayList;
import java.util.List;

/// English texts in the space of `bge-small-en-v1.5` (quantised), computed in this process: no
/// server, no key. Thread-safe and deterministic.
///
/// Vectors have 384 components and length 1, so their dot product is their cosine; alike texts have
/// about 0.8 and more, unrelated ones about 0.5. Text beyond 510 tokens is embedded in parts, which
/// are averaged by their length. A text in which there is nothing to read (blank, or control
/// characters only) is the zero vector, alike to nothing.
///
/// The first call loads the model, which takes about a second and 100 MB. Nothing is downloaded and
/// nobody is told: while the model loads, the system properties `ai.djl.offline` and
/// `OPT_OUT_TRACKING` keep the tokenizer library, DJL, to this machine. Where one of them is set
/// already, or the environment variable `DJL_OFFLINE` or `OPT_OUT_TRACKING`, that decides instead.
public final class BgeSmallEmbedder implements Embedder {

    /// Components of a vector.
    public static final int DIMENSION = 384;

    @Override
    public List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(hasWords(text) ? Loaded.MODEL.embed(text).content().vector() : blank());
        }
        return vectors;
    }

    private static float[] blank() {
        return new float[DIMENSION];
    }

    /// The model drops white space, control and format characters, and fails when nothing is left.
    private static boolean hasWords(String text) {
        return text.codePoints().anyMatch(BgeSmallEmbedder::isRead);
    }

    private static boolean isRead(int codePoint) {
        if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK ->
                    false;
            default -> true;
        };
    }

    /// Loads the model on first use.
    private static final class Loaded {

        /// Unless these are true, the tokenizer tells its makers' servers about this machine, and
        /// downloads another native library where there is CUDA. An environment variable that
        /// decides it (`DJL_OFFLINE`, `OPT_OUT_TRACKING`) is stronger than the property.
        private static final List<String> KEEP_TO_YOURSELF =
                List.of("ai.djl.offline", "OPT_OUT_TRACKING");

        static final BgeSmallEnV15QuantizedEmbeddingModel MODEL = load();

        /// They are read while the tokenizer is made and not later. What somebody has set stays,
        /// and what nobody has set is unset again, because an application may have other uses for
        /// DJL.
        private static BgeSmallEnV15QuantizedEmbeddingModel load() {
            List<String> unset =
                    KEEP_TO_YOURSELF.stream()
                            .filter(name -> System.getProperty(name) == null)
                            .toList();
            unset.forEach(name -> System.setProperty(name, "true"));
            try {
                return new BgeSmallEnV15QuantizedEmbeddingModel();
            } finally {
                unset.forEach(System::clearProperty);
            }
        }
    }
}
