package dev.hone.recipe.training;

import dev.hone.recipe.lesson.Lesson;
import dev.hone.recipe.tokenizer.WordTokenizer;

/// A lesson as the model reads it: the user's turn, the assistant's turn, the end.
///
/// @param tokens all of them
/// @param answerAt where the answer's first token stands
record LessonTokens(int[] tokens, int answerAt) {

    static LessonTokens of(Lesson lesson, WordTokenizer tokenizer) {
        int[] question = tokenizer.encode(lesson.question());
        int[] answer = tokenizer.encode(lesson.answer());
        int[] tokens = new int[question.length + answer.length + 3];
        tokens[0] = WordTokenizer.USER;
        System.arraycopy(question, 0, tokens, 1, question.length);
        int answerAt = question.length + 2;
        tokens[answerAt - 1] = WordTokenizer.ASSISTANT;
        System.arraycopy(answer, 0, tokens, answerAt, answer.length);
        tokens[tokens.length - 1] = WordTokenizer.END;
        return new LessonTokens(tokens, answerAt);
    }

    int length() {
        return tokens.length;
    }
}
