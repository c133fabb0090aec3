package dev.hone.policy.oirl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.baseline.Baselines;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.Folds;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class PromptOirlTest {

    private static final RandomStreams RANDOM = new RandomStreams(1);
    private static final List<String> KINDS = List.of("count", "translate", "spell");
    private static final List<String> OTHERS = List.of("red", "green", "house");

    private final WordEmbedder embedder = new WordEmbedder();

    @Test
    void findsThePromptThatEachKindNeeds() {
        PolicyRow row = row(data(300, 0.9, 0.2));

        assertThat(row.policy()).isEqualTo("prompt-oirl");
        assertThat(row.againstBestSingle().significant()).isTrue();
        assertThat(row.accuracy()).isGreaterThan(0.85);
        assertThat(row.gapRecovered().orElseThrow()).isGreaterThan(0.9);
    }

    @Test
    void findsNothingInNoise() {
        PolicyRow row = row(data(300, 0.5, 0.5));

        assertThat(row.againstBestSingle().significant()).isFalse();
        assertThat(row.accuracy()).isCloseTo(0.5, within(0.06));
    }

    @Test
    void embedsEachTextOnce() {
        var data = data(60, 0.9, 0.2);

        var oirl = new PromptOirl(embedder, new OirlConfig(2, 0.3, 5, 16, 1));
        Judgement.of(List.of(Contender.of(oirl)), Folds.of(data, 5, RANDOM), RANDOM);

        long texts = data.queries().stream().map(Query::text).distinct().count();
        assertThat(embedder.embedded).hasValue((int) texts + 3);
    }

    @Test
    void scoresTheSameWayEachTime() {
        var data = data(100, 0.9, 0.2);
        var small = new OirlConfig(4, 0.3, 20, 256, 0.8);

        double[][] scores = scorer(data, small).score(data.queries(), data.prompts());

        assertThat(scores).hasDimensions(100, 3);
        assertThat(scorer(data, small).score(data.queries(), data.prompts())).isDeepEqualTo(scores);
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        var data = data(100, 0.9, 0.2);
        PromptScorer scorer = scorer(data, new OirlConfig(4, 0.3, 20, 256, 1));
        double[][] alone = scorer.score(data.queries(), data.prompts());
        Callable<double[][]> call = () -> scorer.score(data.queries(), data.prompts());
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var scores : threads.invokeAll(List.of(call, call, call, call, call, call))) {
                assertThat(scores.get()).isDeepEqualTo(alone);
            }
        }
    }

    /// More rows than are scored at a time.
    @Test
    void scoresManyQueriesAsIfTheyWereAsked() {
        var data = data(100, 0.9, 0.2);
        PromptScorer scorer = scorer(data, new OirlConfig(3, 0.3, 5, 16, 1));
        List<Query> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(data.queries().get(i % 100));
        }

        double[][] scores = scorer.score(many, data.prompts());

        double[][] once = scorer.score(data.queries(), data.prompts());
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isEqualTo(once[i % 100]);
        }
        assertThat(scorer.score(List.of(), data.prompts())).isEmpty();
        assertThat(scorer.score(many, List.of())).hasDimensions(5_000, 0);
    }

    /// Three of five answers to the same text are right; the mean of the queries would be 3/8.
    @Test
    void weighsEveryAnswerTheSame() {
        var prompt = new Prompt("prompt 0");
        var data =
                OfflineDataset.of(
                        List.of(
                                Experience.of(
                                        new Query("q1", "red"),
                                        prompt,
                                        List.of(1.0, 1.0, 1.0, 0.0)),
                                Experience.of(new Query("q2", "red"), prompt, List.of(0.0))));

        double[][] scores =
                scorer(data, new OirlConfig(2, 0.5, 50, 256, 1))
                        .score(data.queries(), data.prompts());

        assertThat(scores[0][0]).isCloseTo(0.6, within(1e-3));
    }

    private PolicyRow row(OfflineDataset data) {
        List<Contender> contenders = new ArrayList<>(Baselines.all());
        contenders.add(contender());
        return Judgement.of(contenders, Folds.of(data, 2, RANDOM), RANDOM).rows(RANDOM).getLast();
    }

    private Contender contender() {
        return Contender.of(new PromptOirl(embedder));
    }

    private PromptScorer scorer(OfflineDataset data, OirlConfig config) {
        return new PromptOirl(embedder, config).train(data, RANDOM);
    }

    /// Queries of three kinds, told apart by a word, each answered three times under each prompt.
    private static OfflineDataset data(int queries, double fitting, double other) {
        var random = new RandomStreams(7).stream("data");
        List<Experience> rows = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            int kind = random.nextInt(KINDS.size());
            var query = new Query("q" + i, OTHERS.get(random.nextInt(3)) + " " + KINDS.get(kind));
            for (int prompt = 0; prompt < KINDS.size(); prompt++) {
                List<Double> scores = new ArrayList<>();
                for (int repeat = 0; repeat < 3; repeat++) {
                    scores.add(random.nextDouble() < (prompt == kind ? fitting : other) ? 1.0 : 0);
                }
                rows.add(Experience.of(query, new Prompt("prompt " + prompt), scores));
            }
        }
        return OfflineDataset.of(rows);
    }
}
