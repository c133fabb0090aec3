package dev.hone.report;

import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.evaluation.Outcome;

/// One example under both prompts.
record ExampleRow(
        Kind kind,
        String id,
        String summary,
        Excerpt input,
        Excerpt target,
        Answer seed,
        Answer best) {

    private static final int ID = 60;
    private static final int LINE = 180;
    private static final int INPUT = 1_200;
    private static final int TARGET = 400;

    static ExampleRow of(Outcome seed, Outcome best) {
        Example example = seed.example();
        return new ExampleRow(
                Kind.of(seed, best),
                Excerpt.line(example.id(), ID),
                Excerpt.line(example.input(), LINE),
                Excerpt.of(example.input(), INPUT),
                Excerpt.of(String.join("\n", example.references()), TARGET),
                Answer.of(seed),
                Answer.of(best));
    }

    String targetLine() {
        return Excerpt.line(target.text(), Answer.ANSWER);
    }

    /// How the best prompt did against the seed prompt.
    enum Kind {
        WIN("Win"),
        LOSS("Loss"),
        BOTH_RIGHT("Both right"),
        BOTH_WRONG("Both wrong"),
        BOTH_PARTLY("Both partly right"),
        NOT_COMPARED("Not compared");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        static Kind of(Outcome seed, Outcome best) {
            if (!(seed instanceof Outcome.Scored before)
                    || !(best instanceof Outcome.Scored after)) {
                return NOT_COMPARED;
            }
            if (after.score() != before.score()) {
                return after.score() > before.score() ? WIN : LOSS;
            }
            if (after.score() == 1) {
                return BOTH_RIGHT;
            }
            return after.score() == 0 ? BOTH_WRONG : BOTH_PARTLY;
        }

        String label() {
            return label;
        }

        /// Its name in the page's style sheet and script.
        String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// What a model answered.
    ///
    /// @param mark `right`, `wrong` or `partly`; `failed` without an answer
    /// @param score what it is worth; empty for right, wrong and failed ones
    /// @param text the answer read from the completion, or why there is none
    /// @param completion as it came; empty when it is the answer
    /// @param feedback of the metric; empty without any
    record Answer(String mark, String score, String text, Excerpt completion, Excerpt feedback) {

        private static final int ANSWER = 120;
        private static final int COMPLETION = 1_200;

        static Answer of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Scored scored ->
                        of(scored.prediction(), scored.score(), scored.feedback());
                case Outcome.Failed failed ->
                        new Answer(
                                "failed",
                                "",
                                "no answer",
                                Excerpt.of(failed.reason(), COMPLETION),
                                Excerpt.of("", 1));
            };
        }

        private static Answer of(Prediction prediction, double score, String feedback) {
            String answer = Excerpt.line(prediction.answer(), ANSWER);
            String mark = score == 1 ? "right" : score == 0 ? "wrong" : "partly";
            return new Answer(
                    mark,
                    "partly".equals(mark) ? Numbers.percent(score) : "",
                    answer.isEmpty() ? "(empty)" : answer,
                    Excerpt.of(prediction.completion(), COMPLETION),
                    Excerpt.of(feedback, COMPLETION));
        }
    }
}
