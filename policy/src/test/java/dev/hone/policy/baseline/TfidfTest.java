package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class TfidfTest {

    private final Tfidf tfidf =
            Tfidf.of(
                    List.of(
                            "Tom has 3.5 apples.",
                            "Tom has 2 pears and 2 apples.",
                            "How many pears?",
                            "Ann has 2 pears, Tom none."));

    @Test
    void keepsNumbersAndPunctuationAsWords() {
        assertThat(Tfidf.terms("Tom's 3.5 kg, v. 2?"))
                .startsWith("tom", "'", "s", "3.5", "kg", ",", "v", ".", "2", "?", "tom '")
                .endsWith("2 ?")
                .hasSize(19);
        assertThat(Tfidf.terms(" \n ")).isEmpty();
    }

    /// The terms are, in this order: `.`, `2`, `2 pears`, `apples`, `apples .`, `has`, `has 2`,
    /// `pears`, `tom`, `tom has`.
    @Test
    void agreesWithScikitLearn() {
        var vector = tfidf.vector("Tom has 2 pears and 2 apples.");

        assertThat(tfidf.size()).isEqualTo(10);
        assertThat(vector.indices()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        double common = 0.24998105103177268;
        double rare = 0.3087763304225077;
        assertThat(vector.values())
                .containsExactly(
                        new double[] {
                            common,
                            0.5228037732785149,
                            rare,
                            rare,
                            rare,
                            common,
                            rare,
                            common,
                            common,
                            rare
                        },
                        within(1e-12));
    }

    @Test
    void knowsNothingOfStrangeTexts() {
        assertThat(tfidf.vector("unheard of").indices()).isEmpty();
        assertThat(tfidf.vector("a".repeat(100_000) + ".".repeat(100_000)).values())
                .containsExactly(1);
    }

    @Test
    void takesWordsItDoesNotKnowByTheirKind() {
        Tfidf kinds = Tfidf.ofTermsAndKinds(List.of("moon", "417", "92", "tree tops", "x1 x1"));

        assertThat(kinds.rarities()).containsOnlyKeys("LETTERS", "NUMBER");
        assertThat(kinds.vector("sun").indices()).containsExactly(0);
        assertThat(kinds.vector("5").indices()).containsExactly(1);
        assertThat(kinds.vector("b2").indices()).isEmpty();
        assertThat(Tfidf.ofRarities(kinds.rarities()).vector("5").indices()).containsExactly(1);
    }

    @Test
    void countsNoKindOfWordsItKnows() {
        Tfidf kinds = Tfidf.ofTermsAndKinds(List.of("the moon", "the sun", "the 1"));

        assertThat(kinds.rarities()).containsOnlyKeys("LETTERS", "the");
        assertThat(kinds.vector("the the").indices()).containsExactly(1);
    }
}
