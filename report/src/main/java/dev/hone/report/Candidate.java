package dev.hone.report;

import dev.hone.Prompt;
import dev.hone.result.TrajectoryLine;
import dev.hone.statistics.Interval;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A candidate as its row shows it.
///
/// @param number of its text, in order of first appearance; 0 for the seed prompt
/// @param again whether the same text stands in an earlier row
/// @param parent number of the parent's text; -1 without a parent or when it has no row
/// @param role what it was in the search
/// @param score null when it was not scored
/// @param change from the parent's text; empty without a parent
record Candidate(
        TrajectoryLine line,
        int number,
        boolean again,
        int parent,
        Role role,
        ScorePlot.@Nullable Bar score,
        Excerpt text,
        List<WordDiff.Part> change) {

    private static final int LINE = 150;
    private static final int TEXT = 6_000;
    private static final int NOTE = 500;

    /// @param best the best prompt of the run
    static List<Candidate> of(List<TrajectoryLine> lines, Prompt best) {
        Scale scale =
                Scale.around(
                        lines.stream()
                                .map(TrajectoryLine::interval95)
                                .filter(Objects::nonNull)
                                .toList());
        Map<Prompt, Integer> numbers = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (TrajectoryLine line : lines) {
            boolean again = numbers.containsKey(line.prompt());
            int number = numbers.computeIfAbsent(line.prompt(), prompt -> numbers.size());
            Prompt parent = line.parent();
            candidates.add(
                    new Candidate(
                            line,
                            number,
                            again,
                            parent == null ? -1 : numbers.getOrDefault(parent, -1),
                            role(line, !again && line.prompt().equals(best)),
                            bar(line.score(), line.interval95(), scale),
                            Excerpt.of(line.prompt().text(), TEXT),
                            parent == null || again ? List.of() : change(parent, line.prompt())));
        }
        return candidates;
    }

    private static ScorePlot.@Nullable Bar bar(
            @Nullable Double score, @Nullable Interval interval, Scale scale) {
        return score == null || interval == null ? null : ScorePlot.Bar.of(score, interval, scale);
    }

    private static Role role(TrajectoryLine line, boolean best) {
        if (best) {
            return Role.BEST;
        }
        if (line.best() && line.step() > 0) {
            return Role.BEST_SO_FAR;
        }
        return line.selected() && line.step() > 0 ? Role.SELECTED : Role.NONE;
    }

    /// What a candidate was in the search.
    enum Role {
        NONE(""),
        /// The next step started from it.
        SELECTED("selected"),
        BEST_SO_FAR("best so far"),
        /// The best of the whole run.
        BEST("best of the run");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static List<WordDiff.Part> change(Prompt parent, Prompt prompt) {
        return WordDiff.between(
                Excerpt.of(parent.text(), TEXT).text(), Excerpt.of(prompt.text(), TEXT).text());
    }

    String name() {
        return number == 0 ? "seed" : "#" + number;
    }

    /// Names the row for links; null for a repetition, so that links lead to the first.
    @Nullable String anchor() {
        return again ? null : "c" + number;
    }

    String status() {
        return switch (line.status()) {
            case SEED -> "seed";
            case NEW -> "new";
            case DUPLICATE -> "duplicate";
            case REJECTED -> "rejected";
        };
    }

    String summary() {
        String summary = Excerpt.line(line.prompt().text(), LINE);
        return summary.isEmpty() ? "(empty prompt)" : summary;
    }

    Excerpt note() {
        return Excerpt.of(line.note(), NOTE);
    }

    /// For example `12 of 40`.
    String edits() {
        Integer distance = line.editDistance();
        Integer budget = line.editBudget();
        if (distance == null) {
            return "";
        }
        return budget == null ? distance + "" : distance + " of " + budget;
    }

    boolean overBudget() {
        Integer distance = line.editDistance();
        Integer budget = line.editBudget();
        return distance != null && budget != null && distance > budget;
    }

    /// The coverage when some examples have no answer; empty otherwise.
    String missing() {
        Double coverage = line.coverage();
        return coverage == null || coverage == 1 ? "" : Numbers.percent(coverage) + " answered";
    }

    /// What the filters go by, parted by spaces.
    String kinds() {
        boolean turn = (number == 0 && !again) || role != Role.NONE;
        return status() + (turn ? " turn" : "") + (overBudget() ? " over" : "");
    }

    /// Buttons for the table. The first shows the seed prompt and what the search moved to.
    static List<Filter> filters(List<Candidate> candidates) {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("Turning points", "turn", candidates));
        filters.add(filter("Over budget", "over", candidates));
        filters.add(filter("Duplicates", "duplicate", candidates));
        filters.add(filter("Rejected", "rejected", candidates));
        filters.removeIf(filter -> filter.count() == 0);
        filters.add(new Filter("All", candidates.size(), "seed new duplicate rejected"));
        return filters;
    }

    private static Filter filter(String label, String kind, List<Candidate> candidates) {
        long count =
                candidates.stream()
                        .filter(candidate -> List.of(candidate.kinds().split(" ")).contains(kind))
                        .count();
        return new Filter(label, (int) count, kind);
    }

    /// What the score sorts by; empty when there is none.
    String scoreKey() {
        return line.score() == null ? "" : line.score().toString();
    }

    String editsKey() {
        return line.editDistance() == null ? "" : line.editDistance().toString();
    }
}
