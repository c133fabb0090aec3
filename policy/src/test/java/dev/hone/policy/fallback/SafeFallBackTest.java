package dev.hone.policy.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.baseline.SparseVector;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

class SafeFallBackTest {

    private static final RandomStreams RANDOM = new RandomStreams(7);
    private static final Prompt FIRST = new Prompt("Answer.");
    private static final Prompt SECOND = new Prompt("Think.");
    private static final OfflineDataset NONE = OfflineDataset.of(List.of());
    private static final PromptScorer SILENT =
            (queries, prompts) -> new double[queries.size()][prompts.size()];

    /// Two kinds of query; the second prompt is right for `sum`, the first for the rest.
    private static OfflineDataset kinds(int from, int to) {
        List<Experience> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            boolean sum = i % 3 == 0;
            Query query = new Query("q" + i, "please " + (sum ? "sum" : "sort") + " number " + i);
            rows.add(Experience.of(query, FIRST, List.of(sum ? 0.0 : 1.0)));
            rows.add(Experience.of(query, SECOND, List.of(sum ? 1.0 : 0.0)));
        }
        return OfflineDataset.of(rows);
    }

    private static OfflineDataset noise(String seed) {
        RandomGenerator random = RANDOM.stream(seed);
        List<Experience> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Query query = new Query("q" + i, "word" + random.nextInt(9) + " x" + random.nextInt(9));
            for (Prompt prompt : List.of(FIRST, SECOND)) {
                rows.add(Experience.of(query, prompt, List.of((double) random.nextInt(2))));
            }
        }
        return OfflineDataset.of(rows);
    }

    @Test
    void whatTheWordsSayIsLearned() {
        SafeFallBack fallBack = SafeFallBack.fit(kinds(0, 90), NONE, SILENT, RANDOM);
        assertThat(fallBack.best()).isEqualTo(FIRST);
        assertThat(fallBack.expectedGain()).isCloseTo(1.0 / 3, within(0.01));
        for (SafeChoice choice : fallBack.choose(kinds(90, 120).queries())) {
            boolean sum = choice.query().text().contains("sum");
            assertThat(choice.prompt()).isEqualTo(sum ? SECOND : FIRST);
            assertThat(choice.fallBack()).isEqualTo(!sum);
        }
    }

    /// One-sided 5 % for each of several thresholds: false gains are possible, but few.
    @Test
    void noiseIsSeldomTakenForAGain() {
        int left = 0;
        for (int i = 0; i < 20; i++) {
            SafeFallBack fallBack = SafeFallBack.fit(noise("noise " + i), NONE, SILENT, RANDOM);
            left += Double.isInfinite(fallBack.threshold()) ? 0 : 1;
        }
        assertThat(left).isLessThanOrEqualTo(6);
    }

    @Test
    void aPolicyThatKnowsMoreThanTheWordsIsBelieved() {
        List<Experience> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Query query = new Query("q" + i, "the same words");
            rows.add(Experience.of(query, FIRST, List.of(i % 3 == 0 ? 0.0 : 1.0)));
            rows.add(Experience.of(query, SECOND, List.of(i % 3 == 0 ? 1.0 : 0.0)));
        }
        OfflineDataset data = OfflineDataset.of(rows);
        PromptScorer knowing =
                (queries, prompts) ->
                        queries.stream()
                                .map(
                                        query ->
                                                Integer.parseInt(query.id().substring(1)) % 3 == 0
                                                        ? new double[] {0.1, 0.9}
                                                        : new double[] {0.9, 0.1})
                                .toArray(double[][]::new);
        OfflineDataset training = data.where(query -> query.id().compareTo("q5") < 0);
        OfflineDataset validation = data.where(query -> query.id().compareTo("q5") >= 0);
        SafeFallBack fallBack = SafeFallBack.fit(training, validation, knowing, RANDOM);
        assertThat(fallBack.share()).isGreaterThan(0.5);
        assertThat(
                        fallBack.choose(List.of(new Query("q300", "the same words")))
                                .getFirst()
                                .prompt())
                .isEqualTo(SECOND);
        assertThat(SafeFallBack.fit(training, validation, SILENT, RANDOM).share()).isZero();
    }

    @Test
    void fewQueriesAlwaysFallBack() {
        SafeFallBack fallBack = SafeFallBack.fit(kinds(0, 12), NONE, SILENT, RANDOM);
        assertThat(fallBack.choose(kinds(20, 30).queries())).allMatch(SafeChoice::fallBack);
    }

    @Test
    void theFileGivesTheSameChoicesAndIsCheckedWhenRead(@TempDir Path folder) throws IOException {
        SafeFallBack fallBack = SafeFallBack.fit(kinds(0, 90), NONE, SILENT, RANDOM);
        fallBack.save(folder);
        List<Query> queries = kinds(90, 120).queries();
        assertThat(SafeFallBack.load(folder, SILENT).choose(queries))
                .isEqualTo(fallBack.choose(queries));
        Path file = folder.resolve(FallBackFile.FILE);
        String text = Files.readString(file);
        for (String broken :
                List.of(
                        text.substring(0, text.length() / 2),
                        text.replaceFirst("\"best\" : 0", "\"best\" : 9"),
                        text.replaceFirst("\"share\" : 0.0", "\"share\" : \"NaN\""),
                        "{}")) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> SafeFallBack.load(folder, SILENT))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(FallBackFile.FILE);
        }
    }

    /// At the optimum the gradient of squared errors plus penalty is 0.
    @Test
    void theRidgeRegressionIsAtItsOptimum() {
        RandomGenerator random = RANDOM.stream("ridge");
        List<SparseVector> rows = new ArrayList<>();
        double[] targets = new double[30];
        for (int i = 0; i < targets.length; i++) {
            int[] indices = {random.nextInt(3), 3 + random.nextInt(3)};
            rows.add(new SparseVector(indices, new double[] {random.nextDouble(), 1}));
            targets[i] = random.nextGaussian();
        }
        RidgeRegression fitted = RidgeRegression.fit(rows, targets, 6, 2);
        double[] gradient = new double[6];
        double intercept = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = fitted.predict(rows.get(i)) - targets[i];
            rows.get(i).addTo(gradient, error);
            intercept += error;
        }
        for (int j = 0; j < gradient.length; j++) {
            assertThat(gradient[j] + 2 * fitted.weights()[j]).isCloseTo(0, within(1e-8));
        }
        assertThat(intercept).isCloseTo(0, within(1e-8));
    }
}
