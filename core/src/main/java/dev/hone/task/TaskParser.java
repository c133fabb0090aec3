package dev.hone.task;

import dev.hone.Excerpt;
import dev.hone.Extraction;
import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.answer.AnswerReaders;
import dev.hone.answer.Extractions;
import dev.hone.data.FieldMapping;
import dev.hone.evaluation.MaxFailures;
import dev.hone.evaluation.Objective;
import dev.hone.limit.Limits;
import dev.hone.limit.SpendingLimits;
import dev.hone.metric.MetricSpec;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Turns settings into records, in the order of the reference page, with the defaults.
final class TaskParser {

    static final String SEED_PROMPT = "Let's think step by step.";
    static final String TEMPLATE = "Q_end";

    private final Settings settings;

    TaskParser(Settings settings) {
        this.settings = settings;
    }

    TaskFile parse() {
        return new TaskFile(
                settings.file(),
                settings.text("name", folderName()),
                new DataParser(settings).parse(),
                fields(),
                new PromptParser(settings).parse(),
                parsed("metric", settings.text("metric", "exact"), MetricSpec::parse),
                parsed("answer", settings.text("answer", "last-line"), AnswerReaders::parse),
                extraction(),
                model("task-model", "0", 256),
                model("optimizer-model", "1", 512),
                judge(),
                optimizer(),
                stopAfter(),
                limits(),
                maxFailures(),
                objectives(),
                settings.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                settings.resolved(),
                settings.origins());
    }

    private @Nullable Extraction extraction() {
        String text = settings.textOrNull("extract");
        return text == null ? null : parsed("extract", text, Extractions::parse);
    }

    private <T> T parsed(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InputException e) {
            throw new InputException(settings.place(key) + ": " + e.getMessage(), e);
        }
    }

    private String folderName() {
        Path folder = settings.file().toAbsolutePath().normalize().getParent();
        return folder == null || folder.getFileName() == null
                ? "task"
                : folder.getFileName().toString();
    }

    private FieldMapping fields() {
        return new FieldMapping(
                settings.text("fields.input", FieldMapping.DEFAULTS.input()),
                settings.text("fields.target", FieldMapping.DEFAULTS.target()),
                settings.textOrNull("fields.choices"),
                settings.textOrNull("fields.accepted"),
                settings.textOrNull("fields.references"),
                settings.textOrNull("fields.id"));
    }

    private ModelSection model(String section, String temperature, int maxTokens) {
        return new ModelSection(
                settings.textOrNull(section + ".spec"),
                orNone(section + ".temperature", temperature, "2"),
                maxTokens(section + ".max-tokens", maxTokens),
                doubleOrNull(section + ".top-p", null, "1"),
                settings.texts(section + ".stop"));
    }

    private @Nullable Double orNone(String key, String fallback, String most) {
        if (settings.isNone(key)) {
            return null;
        }
        Double value = doubleOrNull(key, "0", most);
        return value == null ? Double.valueOf(settings.resolve(key, fallback)) : value;
    }

    private @Nullable Integer maxTokens(String key, int fallback) {
        return settings.isNone(key) ? null : Integer.valueOf(settings.integer(key, fallback, 1));
    }

    private @Nullable Double doubleOrNull(String key, @Nullable String least, String most) {
        BigDecimal value = settings.decimalOrNull(key, least, most);
        return value == null ? null : value.doubleValue();
    }

    private @Nullable JudgeSection judge() {
        if (!settings.hasAny("judge")) {
            return null;
        }
        return new JudgeSection(
                model("judge.judge-model", "0", 256), settings.textOrNull("judge.rubric"));
    }

    private OptimizerSection optimizer() {
        String name = settings.text("optimizer.name", OtherOptimizer.USUAL);
        String preset = settings.text("optimizer.preset", "default");
        Map<String, String> options = new TreeMap<>();
        List<String> names = new ArrayList<>(settings.namesIn(TaskKeys.FREE));
        names.removeAll(List.of("name", "preset"));
        Collections.sort(names);
        names.forEach(key -> options.put(key, settings.text(TaskKeys.FREE + "." + key, "")));
        return new OptimizerSection(name, preset, options);
    }

    private StopAfter stopAfter() {
        SpendingLimits spending =
                new SpendingLimits(
                        settings.wholeOrNull("stop-after.calls", 1, Long.MAX_VALUE),
                        settings.wholeOrNull("stop-after.tokens", 1, Long.MAX_VALUE),
                        settings.decimalOrNull("stop-after.usd", null, "1000000"),
                        settings.durationOrNull("stop-after.time"));
        return new StopAfter(
                spending,
                settings.intOrNull("stop-after.steps", 1),
                doubleOrNull("stop-after.score", null, "1"),
                settings.intOrNull("stop-after.patience", 1));
    }

    private Limits limits() {
        Limits usual = Limits.DEFAULTS;
        return new Limits(
                settings.integer("limits.concurrency", usual.concurrency(), 1),
                settings.integer("limits.requests-per-minute", usual.requestsPerMinute(), 0),
                settings.integer("limits.tokens-per-minute", usual.tokensPerMinute(), 0),
                timeout(usual.timeout()),
                settings.integer("limits.retries", usual.retries(), 0));
    }

    private MaxFailures maxFailures() {
        String key = "limits.max-failures";
        MaxFailures limit =
                MaxFailures.parse(settings.text(key, MaxFailures.ANY.toString()).strip());
        if (limit == null) {
            throw settings.mustBe(key, "a number of examples like 20, or a share of them like 5%");
        }
        return limit;
    }

    /// The usual ones are no setting, so that a run's are what they were before there was the key.
    private Set<Objective> objectives() {
        String key = Objective.SETTING;
        if (!settings.has(key)) {
            return Objective.DEFAULT;
        }
        Set<Objective> objectives = EnumSet.noneOf(Objective.class);
        for (String name : settings.names(key)) {
            Objective objective = Objective.of(name);
            if (objective == null) {
                throw settings.problem(
                        key,
                        "names \""
                                + Excerpt.of(name)
                                + "\"."
                                + (name.equals("score")
                                        ? " The score always counts; leave it out."
                                        : Suggestion.of(name, Objective.labels())));
            }
            if (!objectives.add(objective)) {
                throw settings.problem(key, "names \"" + name + "\" twice. Keep one.");
            }
        }
        if (objectives.isEmpty()) {
            throw settings.problem(
                    key,
                    "must name one or more of "
                            + String.join(", ", Objective.labels())
                            + ", but is empty.");
        }
        if (!objectives.equals(Objective.DEFAULT)) {
            settings.resolve(key, Objective.setting(objectives));
        }
        return Collections.unmodifiableSet(objectives);
    }

    private Duration timeout(Duration usual) {
        Duration timeout = settings.durationOrNull("limits.timeout");
        if (timeout == null) {
            settings.resolve("limits.timeout", Durations.text(usual));
            return usual;
        }
        return timeout;
    }
}
