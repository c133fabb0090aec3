package dev.hone.metric;

import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.answer.GuardedPattern;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;

/// Makes metrics. All are immutable and thread-safe, and look at the answer a reader took, not at
/// the whole completion. What several references mean is said in the package's description.
public final class Metrics {

    /// What a judge goes by when the task says nothing else.
    public static final String CORRECTNESS =
            "Is the answer right? It need not be worded like the reference, but it must say the"
                    + " same, and nothing that contradicts it.";

    private Metrics() {}

    /// Whether the answer is a reference; blind to case, white space and punctuation.
    public static Metric exact() {
        return new ExactMatch();
    }

    /// Whether the answer decides for the option the reference names: `(A)`, `a.`, or the option
    /// written out.
    public static Metric choice() {
        return new SameChoice();
    }

    /// Whether the numbers are equal: `$1,000.00` is `1000`.
    public static Metric number() {
        return new SameNumber(false);
    }

    /// Whether the numbers are equal once rounded to integers, half to even (GPO, official
    /// evaluation).
    public static Metric roundedNumber() {
        return new SameNumber(true);
    }

    /// Whether answer and reference are both true (yes, valid, …) or both false.
    public static Metric truth() {
        return new SameTruth();
    }

    /// F1 over words, as SQuAD computes it.
    public static Metric f1() {
        return new TokenF1();
    }

    /// ROUGE-L, F, averaged over the references (GPO, official evaluation of WebNLG).
    public static Metric rougeL() {
        return new RougeL(false);
    }

    /// ROUGE-L, F, of the reference it is best for.
    public static Metric bestRougeL() {
        return new RougeL(true);
    }

    /// Sentence BLEU-4 with exponential smoothing, as sacreBLEU computes it, on a scale to 1.
    public static Metric bleu() {
        return new Bleu();
    }

    /// Whether a reference occurs in the answer.
    public static Metric contains() {
        return new Contains();
    }

    /// Whether the pattern is found in the answer; see [GuardedPattern] for the limits.
    ///
    /// @throws InputException when the text is not a regular expression
    public static Metric regex(String pattern) {
        return new RegexMatch(GuardedPattern.compile(pattern));
    }

    /// The grade a language model gives the answer. An answer of the judge without a grade is a
    /// [rejected request][dev.hone.model.ModelException.Rejected], not a score.
    ///
    /// @param rubric what counts, in plain words; [#CORRECTNESS] where nothing else is asked for
    public static Metric judge(LanguageModel model, ModelSettings settings, String rubric) {
        return new JudgedByModel(model, settings, rubric);
    }

    /// The user's own metric: a public class with a public constructor without parameters, loaded
    /// by the thread's context class loader.
    ///
    /// @throws InputException when there is no such class or it is not like that
    public static Metric ofClass(String className) {
        return UserMetric.load(className);
    }
}
