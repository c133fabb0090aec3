package dev.hone.experience.benchmark;

import static dev.hone.experience.benchmark.OfficialSplit.TEST;
import static dev.hone.experience.benchmark.OfficialSplit.TRAIN;
import static dev.hone.experience.benchmark.OfficialSplit.VALIDATION;

import dev.hone.InputException;
import dev.hone.Suggestion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The eight tasks of the paper (QPO §2.1), with the parts of the official files that each use gets
/// (QPO §2.6).
///
/// The demonstrations of `cosmos_qa` overlap its development part, and those of few-shot prompting
/// are part of what the first data set is drawn from, as in the released code. Nothing overlaps the
/// test part.
public enum QpoTask {
    AG_NEWS(
            Kind.CLASSES,
            List.of("World", "Sports", "Business", "Sci/Tech"),
            Fields.input(),
            "News: {{input}}\nCategory:",
            Map.of(TRAIN, 120_000, TEST, 7_600),
            new Parts(
                    Part.of(TRAIN, 0, 0.9),
                    Part.of(TEST, 0, 0.1),
                    Part.of(TRAIN, 0.9, 1),
                    Part.of(TEST, 0.1, 1))),
    BOOLQ(
            Kind.CLASSES,
            List.of("True", "False"),
            new Fields("question", "Question", "passage", "Passage"),
            "Passage: {{passage}}\nQuestion: {{question}}\nAnswer:",
            Map.of(TRAIN, 9_427, VALIDATION, 3_270),
            new Parts(
                    Part.of(TRAIN, 0, 0.81),
                    Part.of(TRAIN, 0.9, 1),
                    Part.of(TRAIN, 0.81, 0.9),
                    Part.of(VALIDATION, 0.1, 1))),
    IMDB(
            Kind.CLASSES,
            List.of("Negative", "Positive"),
            Fields.input(),
            "Review: {{input}}\nSentiment:",
            Map.of(TRAIN, 25_000, TEST, 25_000),
            new Parts(
                    Part.of(TRAIN, 0, 0.855),
                    Part.of(TRAIN, 0.95, 1),
                    Part.of(TRAIN, 0.855, 0.95),
                    Part.of(TEST, 0, 1))),
    TWEET_EMOTION(
            Kind.CLASSES,
            List.of("Anger", "Joy", "Optimism", "Sadness"),
            Fields.input(),
            "Tweet: {{input}}\nEmotion:",
            Map.of(TRAIN, 3_257, VALIDATION, 374, TEST, 1_421),
            new Parts(
                    Part.of(TRAIN, 0, 0.8),
                    Part.of(VALIDATION, 0, 1),
                    Part.of(TRAIN, 0.8, 1),
                    Part.of(TEST, 0, 1))),
    COSMOS_QA(
            Kind.OPTIONS,
            List.of(),
            new Fields("question", "Question", "context", "Context"),
            "Passage: {{context}}\nQuestion: {{question}}\n{{options}}\nAnswer:",
            Map.of(TRAIN, 25_262, VALIDATION, 2_985),
            new Parts(
                    Part.of(TRAIN, 0, 0.9),
                    Part.of(TRAIN, 0.9, 1),
                    Part.of(TRAIN, 0.81, 0.9),
                    Part.of(VALIDATION, 0, 1))),
    HELLASWAG(
            Kind.OPTIONS,
            List.of(),
            new Fields("activity_label", "Activity_Label", "ctx", "Context"),
            "Sentence: {{ctx}}\n{{options}}\nAnswer:",
            Map.of(TRAIN, 39_905, VALIDATION, 10_042),
            new Parts(
                    Part.of(TRAIN, 0, 0.81),
                    Part.of(TRAIN, 0.9, 1),
                    Part.of(TRAIN, 0.81, 0.9),
                    Part.of(VALIDATION, 0, 1))),
    GSM8K(
            Kind.NUMBERS,
            List.of(),
            Fields.input(),
            "{{input}}",
            Map.of(TRAIN, 7_473, TEST, 1_319),
            new Parts(
                    Part.of(TRAIN, 0, 0.45),
                    Part.of(TRAIN, 0.5, 1),
                    Part.of(TRAIN, 0.45, 0.5),
                    Part.of(TEST, 0, 1))),
    SVAMP(
            Kind.NUMBERS,
            List.of(),
            Fields.input(),
            "{{input}}",
            Map.of(TRAIN, 700, TEST, 300),
            new Parts(
                    Part.of(TRAIN, 0, 12.0 / 700),
                    Part.of(TRAIN, 14.0 / 700, 1),
                    Part.of(TRAIN, 12.0 / 700, 14.0 / 700),
                    Part.of(TEST, 0, 1)));

    /// What an answer is.
    public enum Kind {
        /// One of a few labels, the same for all examples.
        CLASSES,
        /// One of the options of the example.
        OPTIONS,
        /// A number, at the end of a text.
        NUMBERS
    }

    /// Which part of the official files serves what.
    ///
    /// @param demonstrations shown in few-shot prompting
    /// @param collect queries of the loops
    /// @param development looked at by nobody; kept apart from what the loops ask
    /// @param test judged on
    public record Parts(Part demonstrations, Part collect, Part development, Part test) {

        /// Queries of the first data set come from all of the official training split (QPO §2.6).
        Part source() {
            return Part.of(TRAIN, 0, 1);
        }
    }

    /// The columns of a task's files besides `target` and, with options, `choices`.
    ///
    /// @param first the column called `input` in most tasks
    /// @param firstTag how the policy is told it; empty where there is one column
    /// @param second empty where there is one column
    record Fields(String first, String firstTag, String second, String secondTag) {

        static Fields input() {
            return new Fields("input", "", "", "");
        }

        boolean areTwo() {
            return !second.isEmpty();
        }
    }

    private static final String TASK_PROMPT_FIRST = "{{prompt}}\n\n";

    private final Kind kind;
    private final List<String> labels;
    private final Fields fields;
    private final String block;
    private final Map<OfficialSplit, Integer> officialSizes;
    private final Parts parts;

    QpoTask(
            Kind kind,
            List<String> labels,
            Fields fields,
            String block,
            Map<OfficialSplit, Integer> officialSizes,
            Parts parts) {
        this.kind = kind;
        this.labels = labels;
        this.fields = fields;
        this.block = block;
        this.officialSizes = officialSizes;
        this.parts = parts;
    }

    /// As the paper writes it: `ag_news`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws InputException when there is none of that name
    public static QpoTask named(String id) {
        for (QpoTask task : values()) {
            if (task.id().equals(id.strip())) {
                return task;
            }
        }
        throw new InputException(
                "There is no task \"" + id.strip() + "\"." + Suggestion.of(id.strip(), ids()));
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(QpoTask::id).toList();
    }

    public Kind kind() {
        return kind;
    }

    /// In the order of the paper; empty unless the task has classes.
    public List<String> labels() {
        return labels;
    }

    Fields fields() {
        return fields;
    }

    public Parts parts() {
        return parts;
    }

    /// The official files that are needed, and how many rows each has where it is complete.
    public Map<OfficialSplit, Integer> officialSizes() {
        return officialSizes;
    }

    /// Without demonstrations (QPO §5.2 and §5.4): the prompt before the block, or, where the
    /// answer is a number, behind the question. The last sentence there stands for the paper's
    /// system message.
    public String template() {
        return kind == Kind.NUMBERS
                ? block
                        + "\n{{prompt}}\n\nEnd with the final answer as one number, prefixed"
                        + " \"Final Answer: \"."
                : TASK_PROMPT_FIRST + block;
    }

    /// With demonstrations between prompt and block (QPO §5.3), as the column `demonstrations`.
    public String fewShotTemplate() {
        return TASK_PROMPT_FIRST + "{{demonstrations}}\n\n" + block;
    }

    /// Queries that are judged on in the paper (QPO §5.2).
    public int testQueries() {
        return kind == Kind.NUMBERS ? 200 : 100;
    }

    /// Whether the paper has this task in this setting: answers that are numbers were asked for
    /// without demonstrations only (QPO §2.4).
    public boolean has(Setting setting) {
        return kind != Kind.NUMBERS || setting == Setting.ZERO_SHOT;
    }
}
