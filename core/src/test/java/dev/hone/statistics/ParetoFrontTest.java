package dev.hone.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;

class ParetoFrontTest {

    /// Few values, so that many points tie in some coordinate or in all.
    record Point(int a, int b, int c) {

        double[] costs() {
            return new double[] {a, b, c};
        }

        /// Said otherwise than the code says it.
        boolean beats(Point other) {
            boolean nowhereWorse = a <= other.a && b <= other.b && c <= other.c;
            return nowhereWorse && a + b + c < other.a + other.b + other.c;
        }
    }

    @Provide
    Arbitrary<List<Point>> points() {
        Arbitrary<Integer> cost = Arbitraries.integers().between(0, 4);
        return Combinators.combine(cost, cost, cost).as(Point::new).list().ofMaxSize(30);
    }

    @Property
    void nothingListedIsBeatenAndEverythingElseIsBeatenByWhatIsListed(
            @ForAll("points") List<Point> points) {
        List<Point> front = ParetoFront.of(points, Point::costs);

        assertThat(front)
                .allSatisfy(listed -> assertThat(points).noneMatch(other -> other.beats(listed)));
        assertThat(points.stream().filter(point -> !front.contains(point)))
                .allSatisfy(left -> assertThat(front).anyMatch(listed -> listed.beats(left)));
        assertThat(front).isEqualTo(points.stream().filter(front::contains).toList());
    }

    @Test
    void whatIsAlikeIsAllKept() {
        var point = new Point(1, 2, 3);

        assertThat(ParetoFront.of(List.of(point, new Point(2, 2, 3), point), Point::costs))
                .containsExactly(point, point);
    }

    @Test
    void whatCannotBeComparedIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ParetoFront.of(List.of(0.0, Double.NaN), cost -> new double[] {cost}))
                .withMessageContaining("not a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoFront.of(List.of(1, 2), double[]::new))
                .withMessageContaining("1 and 2");
    }
}
