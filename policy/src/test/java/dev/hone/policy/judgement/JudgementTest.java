package dev.hone.policy.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class JudgementTest {

    private static final RandomStreams RANDOM = new RandomStreams(1);

    private final OfflineDataset test =
            Recorded.of(
                    "q1 a 1100", "q1 b 1111", "q2 a 10", "q2 b 00", "q3 a 1", "q4 a 11", "q4 b 11");

    @Test
    void pairsOnlyQueriesThatBothCover() {
        var row = rows(Map.of("q1", "b", "q2", "b", "q3", "b", "q4", "b")).get(1);

        assertThat(row.policy()).isEqualTo("policy");
        assertThat(row.coverage()).isEqualTo(0.75);
        assertThat(row.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(row.againstBestSingle().examples()).isEqualTo(4);
        assertThat(row.againstBestSingle().pairs()).isEqualTo(3);
        assertThat(row.difference()).isCloseTo((0.5 - 0.5 + 0) / 3, within(1e-12));
        assertThat(row.wins()).isEqualTo(1);
        assertThat(row.losses()).isEqualTo(1);
        assertThat(row.pValue()).isEqualTo(1);
        assertThat(row.interval95().contains(0)).isTrue();
    }

    /// The gap is 1/2 on q1 and nothing elsewhere; q3 has no repeats and takes no part.
    @Test
    void measuresTheGapWhereItIsKnown() {
        var oracle = QueryValues.of(test.queries(), query -> reliable(query.id()));
        var judgement = judgement(Map.of("q1", "b", "q2", "a", "q3", "a", "q4", "a"));
        var rows = judgement.with(Judgement.RELIABLE_ORACLE, oracle).rows(RANDOM);

        assertThat(rows.get(0).gapRecovered()).hasValue(0);
        assertThat(rows.get(1).gapRecovered()).hasValue(1);
        assertThat(rows.get(2).gapRecovered()).hasValue(1);
        assertThat(rows.get(2).coverage()).isEqualTo(0.75);
    }

    @Test
    void knowsNoGapWithoutRepeats() {
        var nothing = QueryValues.of(test.queries(), query -> Double.NaN);
        var level = QueryValues.of(test.queries(), query -> query.id().equals("q3") ? 1 : 0.5);
        var judgement = judgement(Map.of("q1", "b", "q2", "a", "q3", "a", "q4", "a"));

        assertThat(judgement.rows(RANDOM)).allMatch(row -> row.gapRecovered().isEmpty());
        assertThat(judgement.with(Judgement.RELIABLE_ORACLE, nothing).rows(RANDOM))
                .hasSize(2)
                .allMatch(row -> row.gapRecovered().isEmpty());
        assertThat(judgement.with(Judgement.RELIABLE_ORACLE, level).rows(RANDOM))
                .allMatch(row -> row.gapRecovered().isEmpty());
    }

    @Test
    void poolsFoldsIntoOneComparison() {
        var data = Recorded.of("q1 a 10", "q2 a 11", "q3 a 00", "q4 a 01", "q5 a 1");
        List<Contender> contenders = List.of(always("a", Judgement.BEST_SINGLE), always("a", "x"));
        var pooled = Judgement.of(contenders, Folds.of(data, 3, RANDOM), RANDOM);

        var row = pooled.rows(RANDOM).getLast();

        assertThat(row.accuracy()).isCloseTo((0.5 + 1 + 0 + 0.5 + 1) / 5, within(1e-12));
        assertThat(row.againstBestSingle().pairs()).isEqualTo(5);
        assertThat(pooled.rows(RANDOM)).isEqualTo(pooled.rows(RANDOM));
    }

    @Test
    void refusesWhatCannotBeCompared() {
        var judgement = judgement(Map.of("q1", "b", "q2", "a", "q3", "a", "q4", "a"));
        var others = QueryValues.of(List.of(Recorded.query("q9")), query -> 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> judgement.with("x", others))
                .withMessageContaining("x was not run on the queries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judgement.plus(judgement))
                .withMessageContaining("q1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judgement.plus(Judgement.empty()))
                .withMessageContaining("same policies");
        assertThatIllegalStateException()
                .isThrownBy(() -> Judgement.empty().with("x", others).rows(RANDOM))
                .withMessageContaining("best-single");
    }

    @Test
    void takesTheFirstOfEquallyGoodPrompts() {
        var prompts = List.of(new Prompt("a"), new Prompt("b"), new Prompt("c"));
        var choices =
                Choices.best(
                        (queries, known) -> new double[][] {{0.1, 0.2, 0.2}, {0.3, 0.2, 0.3}},
                        List.of(Recorded.query("q1"), Recorded.query("q2")),
                        prompts);

        assertThat(choices.prompts()).containsExactly(prompts.get(1), prompts.get(0));
    }

    private List<PolicyRow> rows(Map<String, String> chosen) {
        return judgement(chosen).rows(RANDOM);
    }

    private Judgement judgement(Map<String, String> chosen) {
        var prompts =
                test.queries().stream()
                        .map(query -> new Prompt(Objects.requireNonNull(chosen.get(query.id()))))
                        .toList();
        var single = Choices.always(new Prompt("a"), test.queries());
        return Judgement.empty()
                .with(Judgement.BEST_SINGLE, QueryValues.of(single, test))
                .with("policy", QueryValues.of(new Choices(test.queries(), prompts), test));
    }

    private static double reliable(String query) {
        return switch (query) {
            case "q1", "q4" -> 1;
            case "q2" -> 0.5;
            default -> Double.NaN;
        };
    }

    private static Contender always(String prompt, String name) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public QueryValues run(
                    OfflineDataset training, OfflineDataset test, RandomStreams random) {
                return QueryValues.of(Choices.always(new Prompt(prompt), test.queries()), test);
            }
        };
    }
}
