package dev.hone.policy.engine;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Version;
import dev.hone.experience.Experience;
import dev.hone.experience.Query;
import dev.hone.experience.reward.RewardScale;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.model.Embedder;
import dev.hone.policy.Computation;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.ScorerTrainer;
import dev.hone.policy.TrainingCourse;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.TrainingSummary;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.oirl.PromptOirl;
import dev.hone.policy.tokenizer.CutVocabulary;
import dev.hone.policy.tokenizer.Gpt2Tokenizer;
import dev.hone.policy.tokenizer.ReducedTokenizer;
import dev.hone.policy.tokenizer.Tokenizer;
import dev.hone.policy.training.PolicyTraining;
import dev.hone.policy.training.TrainingConfig;
import dev.hone.policy.weights.PretrainedFolder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Policies of [Gpt2Policy] on libtorch.
public final class NativeEngine implements PolicyEngine {

    @Override
    public Policy train(TrainingPlan plan, Consumer<EpochLosses> progress) {
        TrainingCourse course = plan.course();
        Profile profile = profile(course.profile());
        Gpt2Policy start =
                plan.from() instanceof Gpt2Policy earlier
                        ? earlier.copy()
                        : anew(plan, profile).on(course.computation());
        List<Demonstration> demonstrations = demonstrations(plan);
        int rows = demonstrations.size();
        TrainingConfig config =
                plan.from() == null ? profile.training(rows) : profile.fineTuning(rows);
        config =
                config.withRewardTerm(course.rewardTerm())
                        .withPrecision(precision(start.computation()));
        if (course.epochs().isPresent()) {
            config = config.withEpochs(course.epochs().getAsInt());
        }
        List<EpochLosses> losses =
                start.train(demonstrations, config, plan.random(), course.checkpoint(), progress);
        int loop = plan.from() == null ? 1 : plan.from().summary().loop() + 1;
        return start.trained(
                new TrainingSummary(
                        course.profile(),
                        start.shape().parameters(),
                        demonstrations.size(),
                        digest(demonstrations),
                        plan.random().seed(),
                        loop,
                        plan.basis(),
                        losses,
                        Version.CURRENT));
    }

    @Override
    public void forget(Path checkpoint) {
        PolicyTraining.forget(checkpoint);
    }

    @Override
    public Policy load(Path folder, Computation computation) {
        PolicyNote note = PolicyNote.read(folder);
        Tokenizer tokenizer =
                note.shape().vocabulary() == PolicyConfig.paper().vocabulary()
                        ? new Gpt2Tokenizer()
                        : new ReducedTokenizer(CutVocabulary.read(folder));
        if (tokenizer.vocabularySize() != note.shape().vocabulary()) {
            throw new InputException(
                    folder.resolve(CutVocabulary.FILE)
                            + " holds "
                            + tokenizer.vocabularySize()
                            + " tokens, but the network in "
                            + PolicyNote.FILE
                            + " has "
                            + note.shape().vocabulary()
                            + ".");
        }
        Parameters parameters =
                ParameterFile.read(folder.resolve(Gpt2Policy.WEIGHTS), note.shape());
        return new Gpt2Policy(note.shape(), tokenizer, parameters)
                .trained(note.summary())
                .on(computation);
    }

    @Override
    public List<ScorerTrainer> baselines(Embedder embedder) {
        return List.of(new PromptOirl(embedder));
    }

    private static TrainingConfig.Precision precision(Computation computation) {
        return computation.precision() == Computation.Precision.BFLOAT16
                ? TrainingConfig.Precision.BFLOAT16
                : TrainingConfig.Precision.FLOAT32;
    }

    private static Gpt2Policy anew(TrainingPlan plan, Profile profile) {
        Tokenizer tokenizer =
                profile.cutsVocabulary()
                        ? new ReducedTokenizer(CutVocabulary.of(texts(plan)))
                        : new Gpt2Tokenizer();
        PolicyConfig shape = profile.shape(tokenizer.vocabularySize());
        Path pretrained = plan.course().pretrained();
        if (pretrained != null) {
            return Pretrained.start(PretrainedFolder.read(pretrained), plan.random());
        }
        if (profile == Profile.PAPER) {
            throw new InputException(
                    "Profile paper starts from the weights of GPT-2. Name their folder with"
                            + " --pretrained, or choose the profile tiny or small, which start"
                            + " from nothing.");
        }
        return Gpt2Policy.fromScratch(shape, tokenizer, plan.random());
    }

    private static List<String> texts(TrainingPlan plan) {
        List<String> texts = new ArrayList<>();
        plan.queries().forEach(query -> texts.add(query.text()));
        plan.prompts().forEach(prompt -> texts.add(prompt.text()));
        for (RewardedDataset.Row row : plan.data().rows()) {
            Experience experience = row.experience();
            Query query = experience.query();
            texts.add(query.text());
            texts.add(experience.prompt().text());
        }
        return texts;
    }

    private static List<Demonstration> demonstrations(TrainingPlan plan) {
        return plan.data().rows().stream()
                .map(
                        row ->
                                new Demonstration(
                                        row.experience().query().text(),
                                        row.experience().prompt().text(),
                                        plan.course().conditioned()
                                                ? row.normalised()
                                                : RewardScale.WANTED))
                .toList();
    }

    private static Digest digest(List<Demonstration> demonstrations) {
        List<String> parts = new ArrayList<>();
        for (Demonstration demonstration : demonstrations) {
            parts.add(demonstration.query());
            parts.add(demonstration.prompt());
            parts.add(Double.toString(demonstration.reward()));
        }
        return Digest.of(parts.toArray(String[]::new));
    }

    private static Profile profile(String name) {
        for (Profile profile : Profile.values()) {
            if (profile.name().equalsIgnoreCase(name)) {
                return profile;
            }
        }
        throw new InputException(
                "The profile is \""
                        + Excerpt.of(name)
                        + "\", but must be one of "
                        + Arrays.stream(Profile.values())
                                .map(profile -> profile.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
