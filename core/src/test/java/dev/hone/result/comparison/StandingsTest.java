package dev.hone.result.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;
import dev.hone.limit.Allowance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

class StandingsTest {

    private static ComparedRun run(
            String optimizer, long seed, @Nullable Double test, CurvePoint... curve) {
        return new ComparedRun(
                optimizer,
                "default",
                seed,
                curve[curve.length - 1].used(),
                curve[curve.length - 1].score(),
                test,
                1,
                "calls",
                new Prompt("p"),
                List.of(curve));
    }

    private static CurvePoint point(long calls, double score) {
        return new CurvePoint(
                new Allowance.Used(calls, 10 * calls, new BigDecimal(calls).movePointLeft(3)),
                score,
                new Prompt("p"));
    }

    private static ComparedRun flat(String optimizer, long seed, double test) {
        return run(optimizer, seed, test, point(10, test));
    }

    @Test
    void theBestOnTestComesFirstAndOthersAreHeldAgainstIt() {
        Standings standings =
                Standings.of(
                        List.of(
                                flat("slow", 1, 0.50),
                                flat("slow", 2, 0.61),
                                flat("slow", 3, 0.69),
                                flat("good", 1, 0.70),
                                flat("good", 2, 0.80),
                                flat("good", 3, 0.90)));

        assertThat(standings.ranks())
                .extracting(Standing::optimizer)
                .containsExactly("good", "slow");
        Standing second = standings.ranks().get(1);
        assertThat(Objects.requireNonNull(second.behind()).mean()).isCloseTo(-0.2, within(1e-9));
        assertThat(second.mayEqualTheFirst()).isFalse();
        assertThat(standings.advice())
                .isEqualTo("Use good: it is ahead of slow by more than chance explains.");
    }

    @Test
    void aLeadThatChanceMayExplainIsNoReason() {
        Standings standings =
                Standings.of(
                        List.of(
                                flat("a", 1, 0.5),
                                flat("a", 2, 0.9),
                                flat("b", 1, 0.8),
                                flat("b", 2, 0.5)));

        assertThat(standings.advice())
                .startsWith("a came out best, but its lead over b may be chance.");
    }

    @Test
    void oneSeedIsNoReasonEither() {
        Standings standings = Standings.of(List.of(flat("a", 1, 0.5), flat("b", 1, 0.9)));

        assertThat(standings.advice()).startsWith("b came out best, but one seed");
        assertThat(standings.ranks().get(1).mayEqualTheFirst()).isTrue();
    }

    @Test
    void withoutATestSplitValidationRanks() {
        Standings standings =
                Standings.of(
                        List.of(
                                run("a", 1, null, point(5, 0.4)),
                                run("b", 1, null, point(5, 0.6))));

        assertThat(standings.onTest()).isFalse();
        assertThat(standings.ranks().getFirst().optimizer()).isEqualTo("b");
    }

    @Test
    void saysWhenRunsCameNearTheBestScore() {
        Standings standings =
                Standings.of(
                        List.of(
                                run("a", 1, 0.9, point(5, 0.2), point(20, 0.96), point(40, 1)),
                                run("a", 2, 0.9, point(5, 0.2), point(40, 0.95), point(60, 1)),
                                run("b", 1, 0.5, point(5, 0.2), point(30, 0.95)),
                                run("b", 2, 0.5, point(5, 0.2), point(30, 0.94))));

        assertThat(standings.ranks())
                .extracting(Standing::near)
                .containsExactly(new Standing.Near(2, 2, 30.0), new Standing.Near(1, 2, 30.0));
        assertThat(standings.ranks().getFirst().calls()).isEqualTo(50);
        assertThat(standings.ranks().getFirst().tokens()).isEqualTo(500);
    }

    @Test
    void curvesAreAveragedAsSteps() {
        MeanCurve curve =
                MeanCurve.of(
                        List.of(
                                run("a", 1, 0.9, point(5, 0.2), point(20, 0.6)),
                                run("a", 2, 0.9, point(7, 0.4), point(30, 0.8))),
                        Axis.CALLS);

        assertThat(Objects.requireNonNull(curve).points())
                .usingRecursiveFieldByFieldElementComparator()
                .extracting(MeanCurve.Point::at)
                .containsExactly(7.0, 20.0, 30.0);
        assertThat(curve.points()).extracting(MeanCurve.Point::low).containsExactly(0.2, 0.4, 0.6);
        assertThat(curve.points()).extracting(MeanCurve.Point::high).containsExactly(0.4, 0.6, 0.8);
        assertThat(curve.points().get(1).mean()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void thereIsNoCurveOverWhatIsUnknownOrFree() {
        CurvePoint unknown =
                new CurvePoint(new Allowance.Used(5, null, BigDecimal.ZERO), 0.5, new Prompt("p"));
        List<ComparedRun> runs = List.of(run("a", 1, 0.9, unknown));

        assertThat(MeanCurve.of(runs, Axis.TOKENS)).isNull();
        assertThat(MeanCurve.of(runs, Axis.USD)).isNull();
        assertThat(MeanCurve.of(runs, Axis.CALLS)).isNotNull();
    }
}
