package dev.hone.recipe.training;

import dev.hone.policy.libtorch.Tensors;
import dev.hone.recipe.lesson.Lesson;
import dev.hone.recipe.measure.Examinee;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.network.LlamaNetwork;
import dev.hone.recipe.tokenizer.WordTokenizer;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.List;

/// Whether a network, writing the most likely token each time, gives an answer. It does if every
/// token of the answer is the most likely one behind those before it, which takes one reading.
public final class Recall implements Examinee {

    private static final int AT_ONCE = 64;

    private final LlamaConfig config;
    private final LlamaNetwork network;
    private final WordTokenizer tokenizer;

    public Recall(LlamaConfig config, LlamaNetwork network, WordTokenizer tokenizer) {
        this.config = config;
        this.network = network;
        this.tokenizer = tokenizer;
    }

    @Override
    public List<Boolean> given(List<Lesson> lessons) {
        List<Boolean> given = new ArrayList<>();
        for (int from = 0; from < lessons.size(); from += AT_ONCE) {
            List<Lesson> some = lessons.subList(from, Math.min(lessons.size(), from + AT_ONCE));
            given.addAll(
                    together(
                            some.stream()
                                    .map(lesson -> LessonTokens.of(lesson, tokenizer))
                                    .toList()));
        }
        return given;
    }

    private List<Boolean> together(List<LessonTokens> lessons) {
        LessonBatch batch = LessonBatch.of(lessons);
        int[] chosen = mostLikely(batch);
        boolean[] wrong = new boolean[lessons.size()];
        for (int i = 0; i < chosen.length; i++) {
            wrong[batch.lessons()[i]] |= chosen[i] != batch.targets()[i];
        }
        List<Boolean> given = new ArrayList<>();
        for (boolean one : wrong) {
            given.add(!one);
        }
        return given;
    }

    private int[] mostLikely(LessonBatch batch) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard off = new NoGradGuard()) {
            Tensor hidden = network.hidden(batch.input()).reshape(-1, config.width());
            Tensor answers = hidden.index_select(0, batch.answerPlaces());
            Tensor best = network.logits(answers).argmax(new LongOptional(1), false);
            return Tensors.ints(best);
        }
    }
}
