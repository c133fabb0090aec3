package dev.hone.recipe.training;

import dev.hone.policy.libtorch.Tensors;
import dev.hone.recipe.tokenizer.WordTokenizer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.List;
import java.util.stream.IntStream;

/// Some lessons side by side, padded at their ends, with the places whose next token is to be
/// learnt: those of the answers and their ends.
///
/// @param tokens the inputs, all but the last of each lesson, a lesson a row
/// @param places into the inputs, row by row
/// @param targets the token behind each of these places
/// @param lessons the row of each of these places
record LessonBatch(int[] tokens, int rows, int slots, int[] places, int[] targets, int[] lessons) {

    static LessonBatch of(List<LessonTokens> lessons) {
        int slots = lessons.stream().mapToInt(LessonTokens::length).max().orElseThrow() - 1;
        int[] tokens = new int[lessons.size() * slots];
        IntStream.Builder places = IntStream.builder();
        IntStream.Builder targets = IntStream.builder();
        IntStream.Builder rows = IntStream.builder();
        for (int row = 0; row < lessons.size(); row++) {
            LessonTokens lesson = lessons.get(row);
            int start = row * slots;
            for (int at = 0; at < slots; at++) {
                boolean inside = at < lesson.length() - 1;
                tokens[start + at] = inside ? lesson.tokens()[at] : WordTokenizer.END;
                if (inside && at + 1 >= lesson.answerAt()) {
                    places.add(start + at);
                    targets.add(lesson.tokens()[at + 1]);
                    rows.add(row);
                }
            }
        }
        return new LessonBatch(
                tokens,
                lessons.size(),
                slots,
                places.build().toArray(),
                targets.build().toArray(),
                rows.build().toArray());
    }

    Tensor input() {
        return Tensors.of(tokens, rows, slots); // [B, T]
    }

    Tensor answerPlaces() {
        return Tensors.of(places, places.length); // [N]
    }

    Tensor answerTokens() {
        return Tensors.of(targets, targets.length).to(ScalarType.Long); // [N]
    }
}
