package dev.hone.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.Policy;
import dev.hone.policy.Writing;
import dev.hone.policy.baseline.Baselines;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.learning.Learned;
import dev.hone.policy.learning.Learner;
import dev.hone.policy.learning.QpoContenders;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Queries of eight kinds, each of which only one prompt answers.
class EightKindsTest {

    private static final List<String> KINDS =
            List.of("sort", "sum", "spell", "rhyme", "count", "translate", "date", "colour");
    private static final String[] THINGS = {
        "apples", "rivers", "stars", "letters", "coins", "birds", "houses", "songs", "wheels",
        "maps"
    };
    private static final RandomStreams RANDOM = new RandomStreams(1);

    private static OfflineDataset data(int from, int to) {
        List<Experience> rows = new ArrayList<>();
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int i = from; i < to; i++) {
                String text =
                        "Please %s the %s in box %d"
                                .formatted(KINDS.get(kind), THINGS[i % THINGS.length], i);
                Query query = new Query(kind + "/" + i, text);
                for (int prompt = 0; prompt < KINDS.size(); prompt++) {
                    double score = prompt == kind ? 1 : 0;
                    rows.add(Experience.of(query, prompt(prompt), List.of(score, score)));
                }
            }
        }
        return OfflineDataset.of(rows);
    }

    private static Prompt prompt(int kind) {
        return new Prompt("You are good at " + KINDS.get(kind) + ", so take your time.");
    }

    /// Trained once for all tests.
    private static final OfflineDataset TRAINING = data(0, 20);

    private static final QpoContenders QPO = new QpoContenders(learner());

    private static Learner learner() {
        return new Learner(
                new NativeEngine(),
                "tiny",
                OptionalInt.of(100),
                Learner.QUERY_REWARD,
                0.57,
                null,
                Set.of(),
                epoch -> {});
    }

    @Test
    void thePolicyRecoversTheGapAndTheShuffledOneDoesNot() {
        List<Contender> contenders = new ArrayList<>(Baselines.all());
        contenders.addAll(QPO.main());
        Map<String, PolicyRow> rows =
                Judgement.of(contenders, TRAINING, data(20, 30), RANDOM).rows(RANDOM).stream()
                        .collect(Collectors.toMap(PolicyRow::policy, Function.identity()));
        assertThat(recovered(rows, "qpo")).isGreaterThanOrEqualTo(0.95);
        assertThat(recovered(rows, "qpo-likelihood")).isGreaterThanOrEqualTo(0.95);
        assertThat(recovered(rows, "query-shuffled")).isBetween(-0.15, 0.15);
    }

    @Test
    void thePolicyWritesThePromptOfTheKindAndReadsBackAsItWas(@TempDir Path folder) {
        Learned learned = QPO.learned(TRAINING, RANDOM);
        List<Query> queries = data(20, 22).queries();
        List<Prompt> written = learned.policy().write(queries, Writing.GREEDY, RANDOM);
        for (int i = 0; i < queries.size(); i++) {
            assertThat(written.get(i)).isEqualTo(prompt(i / 2));
        }
        learned.save(folder);
        Policy read = new NativeEngine().load(folder);
        assertThat(read.score(queries, data(0, 1).prompts()))
                .isDeepEqualTo(learned.policy().score(queries, data(0, 1).prompts()));
        assertThat(read.summary()).isEqualTo(learned.policy().summary());
        assertThat(Learned.load(folder, new NativeEngine()).fallBack().choose(queries))
                .isEqualTo(learned.fallBack().choose(queries));
    }

    @Test
    void theReleasedCodeWritesOnAfterTheEndOfThePrompt() {
        Policy policy = QPO.learned(TRAINING, RANDOM).policy();
        List<Query> queries = data(20, 22).queries();
        List<Prompt> faithful = policy.write(queries, Writing.SAMPLED_FAITHFUL, RANDOM);

        assertThat(policy.write(queries, Writing.SAMPLED, RANDOM))
                .allSatisfy(prompt -> assertThat(prompt.text()).hasSizeLessThan(60));
        assertThat(faithful)
                .isEqualTo(policy.write(queries, Writing.SAMPLED_FAITHFUL, RANDOM))
                .anySatisfy(prompt -> assertThat(prompt.text()).hasSizeGreaterThan(60))
                .allSatisfy(prompt -> assertThat(prompt.text()).doesNotContain("endoftext"));
    }

    private static double recovered(Map<String, PolicyRow> rows, String policy) {
        PolicyRow row = rows.get(policy);
        assertThat(row).isNotNull();
        return row.gapRecovered().orElseThrow();
    }
}
