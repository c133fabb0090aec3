package dev.hone.recipe.measure;

import dev.hone.recipe.lesson.Lesson;

import java.util.Iterator;
import java.util.List;

/// Who is asked.
@FunctionalInterface
public interface Examinee {

    /// For each lesson, whether its answer is given when the most likely token is written each
    /// time.
    List<Boolean> given(List<Lesson> lessons);

    /// The share of questions of which one of the right answers is given, in [0, 1]; 0 without any.
    default double share(List<Question> questions) {
        Iterator<Boolean> given =
                given(questions.stream().flatMap(question -> question.lessons().stream()).toList())
                        .iterator();
        int right = 0;
        for (Question question : questions) {
            boolean any = false;
            for (int i = 0; i < question.answers().size(); i++) {
                any |= given.next();
            }
            right += any ? 1 : 0;
        }
        return questions.isEmpty() ? 0 : (double) right / questions.size();
    }
}
