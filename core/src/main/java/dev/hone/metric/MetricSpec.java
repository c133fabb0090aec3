package dev.hone.metric;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.Suggestion;
import dev.hone.answer.GuardedPattern;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// A metric as a task file names it. Known to be well-formed, but not made yet: a judge needs its
/// model, a class its class path.
///
/// @param argument what stands behind the colon: the pattern, the class, the option; empty when
///   there is none
public record MetricSpec(Kind kind, String argument) {

    /// What a judge needs.
    ///
    /// @param model all its calls go here; the caller wraps it with limits and the ledger
    /// @param rubric what counts, in plain words
    public record Judge(LanguageModel model, ModelSettings settings, String rubric) {}

    /// The metrics and the names users know them by.
    public enum Kind {
        EXACT("exact"),
        CHOICE("choice"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        F1("f1"),
        ROUGE_L("rouge-l"),
        BLEU("bleu"),
        CONTAINS("contains"),
        REGEX("regex"),
        JUDGE("judge"),
        JAVA("java");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// @throws InputException when the argument is missing, superfluous or wrong
    public MetricSpec {
        switch (kind) {
            case REGEX -> {
                required(kind, argument, "a pattern", "regex:^(yes|no)$");
                GuardedPattern.compile(argument);
            }
            case JAVA -> required(kind, argument, "a class", "java:com.example.MyMetric");
            case NUMBER -> optional(kind, argument, "round");
            case ROUGE_L -> optional(kind, argument, "max");
            case EXACT, CHOICE, BOOLEAN, F1, BLEU, CONTAINS, JUDGE -> none(kind, argument);
        }
    }

    /// Reads `exact`, `choice`, `number`, `number:round`, `boolean`, `f1`, `rouge-l`,
    /// `rouge-l:max`, `bleu`, `contains`, `regex:<pattern>`, `judge` or `java:<class>`.
    ///
    /// @throws InputException for anything else
    public static MetricSpec parse(String text) {
        String spec = text.strip();
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String argument = colon < 0 ? "" : spec.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(name)) {
                return new MetricSpec(kind, argument);
            }
        }
        List<String> names = Arrays.stream(Kind.values()).map(Kind::label).toList();
        throw new InputException(
                "metric \"" + Excerpt.of(spec) + "\" is not known." + Suggestion.of(name, names));
    }

    public boolean needsJudge() {
        return kind == Kind.JUDGE;
    }

    /// The metric.
    ///
    /// @param judge needed by `judge`, not looked at by the others
    /// @throws InputException when a judge is needed and there is none, or when a class cannot be
    ///   loaded
    public Metric create(@Nullable Judge judge) {
        return switch (kind) {
            case EXACT -> Metrics.exact();
            case CHOICE -> Metrics.choice();
            case NUMBER -> argument.isEmpty() ? Metrics.number() : Metrics.roundedNumber();
            case BOOLEAN -> Metrics.truth();
            case F1 -> Metrics.f1();
            case ROUGE_L -> argument.isEmpty() ? Metrics.rougeL() : Metrics.bestRougeL();
            case BLEU -> Metrics.bleu();
            case CONTAINS -> Metrics.contains();
            case REGEX -> Metrics.regex(argument);
            case JUDGE -> judgedBy(judge);
            case JAVA -> Metrics.ofClass(argument.strip());
        };
    }

    /// As in the task file.
    @Override
    public String toString() {
        return argument.isEmpty() ? kind.label() : kind.label() + ":" + argument;
    }

    private static Metric judgedBy(@Nullable Judge judge) {
        if (judge == null) {
            throw new InputException(
                    "metric \"judge\" needs a model that judges and a rubric that says what"
                            + " counts.");
        }
        return Metrics.judge(judge.model(), judge.settings(), judge.rubric());
    }

    private static void none(Kind kind, String argument) {
        if (!argument.isEmpty()) {
            throw wrong(kind, argument, "takes nothing after the colon. Write \"" + kind.label());
        }
    }

    private static void optional(Kind kind, String argument, String allowed) {
        if (!argument.isEmpty() && !argument.equals(allowed)) {
            String right = kind.label() + "\" or \"" + kind.label() + ":" + allowed;
            throw wrong(kind, argument, "is not known. Write \"" + right);
        }
    }

    private static void required(Kind kind, String argument, String what, String example) {
        if (argument.isBlank()) {
            throw wrong(kind, "", "needs " + what + ", for example \"" + example);
        }
    }

    private static InputException wrong(Kind kind, String argument, String what) {
        String written = argument.isEmpty() ? kind.label() : kind.label() + ":" + argument;
        return new InputException("metric \"" + Excerpt.of(written) + "\" " + what + "\".");
    }
}
