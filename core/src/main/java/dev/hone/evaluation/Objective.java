package dev.hone.evaluation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What prompts are compared by beside their score; of each, less is better.
public enum Objective {

    /// Of the prompt.
    WORDS,

    /// Read and written for an example.
    TOKENS,

    /// Of an example.
    PRICE,

    /// Of an example's answer, by the clock: it is as it was measured when the answer was paid for.
    /// So a result that has it is the same whenever it is made from one ledger, and another when
    /// the answers are asked for anew.
    LATENCY;

    /// The setting of a run that names them.
    public static final String SETTING = "objectives";

    /// Where none are named.
    public static final Set<Objective> DEFAULT =
            Collections.unmodifiableSet(EnumSet.of(WORDS, TOKENS, PRICE));

    /// In settings and task files.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Objective::label).toList();
    }

    /// Null for a text that is no label.
    public static @Nullable Objective of(String label) {
        return Arrays.stream(values())
                .filter(objective -> objective.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    /// As [#SETTING] has them: `words, latency`, always in the order of this type.
    public static String setting(Collection<Objective> objectives) {
        return Arrays.stream(values())
                .filter(objectives::contains)
                .map(Objective::label)
                .collect(Collectors.joining(", "));
    }

    /// Those of a run; what this version does not know is left out.
    ///
    /// @param settings of the run, as they are recorded
    public static Set<Objective> of(Map<String, String> settings) {
        String named = settings.get(SETTING);
        if (named == null) {
            return DEFAULT;
        }
        Set<Objective> objectives = EnumSet.noneOf(Objective.class);
        for (String label : named.split(", ")) {
            Objective objective = of(label);
            if (objective != null) {
                objectives.add(objective);
            }
        }
        return Collections.unmodifiableSet(objectives);
    }
}
