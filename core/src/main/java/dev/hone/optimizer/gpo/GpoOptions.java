package dev.hone.optimizer.gpo;

import dev.hone.InputException;
import dev.hone.Suggestion;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads a [GpoConfig] from a preset's name and options, as a task file's `optimizer` section has
/// them. Words become types here and travel no further.
public final class GpoOptions {

    private static final List<String> PRESETS = List.of("default", "paper");

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("epochs", "passes over the train split"),
                            Map.entry("batch-size", "train examples for each step"),
                            Map.entry("steps", "number of steps, whatever the train split"),
                            Map.entry("candidates", "prompts asked for at each step"),
                            Map.entry("trajectory-length", "earlier prompts in the meta-prompt"),
                            Map.entry("exemplars", "examples in the meta-prompt"),
                            Map.entry(
                                    "momentum",
                                    "none, summarization, recency, relevance or importance"),
                            Map.entry("momentum-item", "prompt or reflection"),
                            Map.entry("relevance-order", "ascending or descending similarity"),
                            Map.entry("reflection", "true or false"),
                            Map.entry("schedule", "unlimited, fixed, linear or cosine"),
                            Map.entry("first-budget", "words that may change at first"),
                            Map.entry("last-budget", "words that may change in the end"),
                            Map.entry("warm-up", "steps of linear warm-up, 0 for none"),
                            Map.entry("refinement", "generation or editing"),
                            Map.entry("over-budget", "accept or ask-again"),
                            Map.entry("selection", "novelty or elitist"),
                            Map.entry("train-batches", "always or when-reflecting"),
                            Map.entry("score", "validation score that is good enough"),
                            Map.entry("patience", "steps without a better prompt")));

    private final Map<String, String> options;

    private GpoOptions(Map<String, String> options) {
        this.options = options;
    }

    /// @param preset `default` or `paper`
    /// @param options values by name, as written by the user; names as in [#KNOWN]
    /// @throws InputException for an unknown name, a word that is not one of the choices, or a
    ///   number out of range
    public static GpoConfig parse(String preset, Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!KNOWN.containsKey(name)) {
                throw new InputException(
                        "Unknown option \"optimizer."
                                + name
                                + "\" for gpo."
                                + Suggestion.of(name, KNOWN.keySet()));
            }
        }
        GpoConfig base =
                switch (preset) {
                    case "default" -> GpoConfig.defaults();
                    case "paper" -> GpoConfig.paper();
                    default ->
                            throw new InputException(
                                    "Unknown optimizer.preset \""
                                            + preset
                                            + "\" for gpo."
                                            + Suggestion.of(preset, PRESETS));
                };
        return new GpoOptions(options).over(base);
    }

    private GpoConfig over(GpoConfig base) {
        try {
            return new GpoConfig(
                    number("epochs", base.epochs()),
                    number("batch-size", base.batchSize()),
                    steps(base),
                    number("candidates", base.candidates()),
                    number("trajectory-length", base.trajectoryLength()),
                    number("exemplars", base.exemplars()),
                    choice("momentum", base.momentum()),
                    choice("momentum-item", base.momentumItem()),
                    choice("relevance-order", base.relevanceOrder()),
                    flag("reflection", base.reflection()),
                    schedule(base.schedule()),
                    choice("refinement", base.refinement()),
                    choice("over-budget", base.overBudget()),
                    choice("selection", base.selection()),
                    choice("train-batches", base.trainBatches()),
                    decimal("score", base.score()),
                    optionalNumber("patience", base.patience()));
        } catch (IllegalArgumentException e) {
            throw new InputException("optimizer." + e.getMessage(), e);
        }
    }

    /// Epochs or a batch size, given without steps, mean that steps follow from them.
    private @Nullable Integer steps(GpoConfig base) {
        boolean followsBatches = options.containsKey("epochs") || options.containsKey("batch-size");
        return optionalNumber("steps", followsBatches ? null : base.steps());
    }

    private Schedule schedule(Schedule base) {
        Set<String> own = Set.of("schedule", "first-budget", "last-budget", "warm-up");
        if (options.keySet().stream().noneMatch(own::contains)) {
            return base;
        }
        int first = number("first-budget", GpoConfig.FIRST_BUDGET);
        int last = number("last-budget", GpoConfig.LAST_BUDGET);
        int warmUp = number("warm-up", 0);
        GpoConfig.requireWithin("warm-up", warmUp, 0, GpoConfig.MOST);
        if (first < last || last < 0) {
            throw new IllegalArgumentException(
                    "first-budget ("
                            + first
                            + ") must not be below last-budget ("
                            + last
                            + "), and neither below 0.");
        }
        Schedule decay =
                switch (choice("schedule", Decay.COSINE)) {
                    case UNLIMITED -> new Schedule.Unlimited();
                    case FIXED -> new Schedule.Fixed(first);
                    case LINEAR -> new Schedule.Linear(first, last);
                    case COSINE -> new Schedule.Cosine(first, last);
                };
        return warmUp == 0 ? decay : new Schedule.WarmUp(decay, first, warmUp);
    }

    private enum Decay {
        UNLIMITED,
        FIXED,
        LINEAR,
        COSINE
    }

    private int number(String name, int otherwise) {
        Integer number = optionalNumber(name, otherwise);
        return number == null ? otherwise : number;
    }

    private @Nullable Integer optionalNumber(String name, @Nullable Integer otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(name, text, "a whole number");
        }
    }

    private @Nullable Double decimal(String name, @Nullable Double otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both mistakes
        }
        throw wrong(name, text, "a number from 0 to 1");
    }

    private boolean flag(String name, boolean otherwise) {
        String text = options.get(name);
        return switch (text) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, text, "true or false");
        };
    }

    private <E extends Enum<E>> E choice(String name, E otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        for (E constant : all) {
            if (label(constant).equals(text)) {
                return constant;
            }
        }
        List<String> labels = Arrays.stream(all).map(GpoOptions::label).toList();
        throw new InputException(
                "optimizer."
                        + name
                        + " is \""
                        + text
                        + "\", which is not one of its values."
                        + Suggestion.of(text, labels));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static InputException wrong(String name, String text, String right) {
        return new InputException(
                "optimizer." + name + " is \"" + text + "\", but must be " + right + ".");
    }
}
