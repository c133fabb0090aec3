package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Demonstrations;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Template;
import dev.hone.data.DataSource;
import dev.hone.data.FieldMapping;
import dev.hone.data.Split;
import dev.hone.evaluation.Objective;
import dev.hone.limit.Limits;
import dev.hone.limit.SpendingLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TaskFileTest {

    private static final String FULL =
            """
            name: navigate
            data: { train: train.jsonl, validation: val.jsonl, test: /data/test.jsonl, few-shot: shots.csv }
            fields: { input: question, target: answer, choices: options }
            prompt:
              seed: "Answer: yes or no.\\n"
              template: "{{context}}\\n{{input}}\\n{{prompt}}"
              demonstrations: { count: 2, style: text }
            metric: choice
            answer: "regex:Answer (.*)"
            extract: choice
            task-model: { spec: "openai:gpt-4.1-mini", temperature: none, max-tokens: 1_000, top-p: 0.90, stop: ["\\n", "Q:"] }
            optimizer-model: { spec: "openai:gpt-4.1", temperature: 0.7, max-tokens: none, stop: END }
            judge: { judge-model: { spec: ollama:qwen3 }, rubric: "Is it polite?" }
            optimizer:
              name: gpo
              preset: paper
              edit-budget: { start: 50, end: 10 }
              candidates: 8
            stop-after: { calls: 20_000, tokens: 5000000, usd: 5.00, time: 90m, steps: 12, score: 0.95, patience: 3 }
            limits: { concurrency: 8, requests-per-minute: 60, tokens-per-minute: 90000, timeout: 1500ms, retries: 0 }
            seed: -7
            """;

    @TempDir Path folder;

    @Test
    void readsEveryKey() {
        TaskFile task = read(FULL);

        assertThat(task.name()).isEqualTo("navigate");
        assertThat(task.data())
                .isEqualTo(
                        new DataSource.Separate(
                                Map.of(
                                        Split.TRAIN, folder.resolve("train.jsonl"),
                                        Split.VALIDATION, folder.resolve("val.jsonl"),
                                        Split.TEST, Path.of("/data/test.jsonl"),
                                        Split.FEW_SHOT, folder.resolve("shots.csv"))));
        assertThat(task.fields())
                .isEqualTo(new FieldMapping("question", "answer", "options", null, null, null));
        assertThat(task.prompt().seed().text()).isEqualTo("Answer: yes or no.\n");
        assertThat(task.template().text()).isEqualTo("{{context}}\n{{input}}\n{{prompt}}");
        assertThat(task.prompt().demonstrations()).isEqualTo(2);
        assertThat(task.prompt().style()).isEqualTo(Demonstrations.Style.TEXT);
        assertThat(task.metric()).hasToString("choice");
        assertThat(task.answer().read("Answer B", Example.of("1", "Q", "B"))).isEqualTo("B");
        assertThat(task.extract()).isNotNull();
        assertThat(task.taskModel())
                .isEqualTo(
                        new ModelSection(
                                "openai:gpt-4.1-mini", null, 1000, 0.9, List.of("\n", "Q:")));
        assertThat(task.optimizerModel())
                .isEqualTo(new ModelSection("openai:gpt-4.1", 0.7, null, null, List.of("END")));
        assertThat(task.judge())
                .isEqualTo(
                        new JudgeSection(
                                new ModelSection("ollama:qwen3", 0.0, 256, null, List.of()),
                                "Is it polite?"));
        assertThat(task.optimizer())
                .isEqualTo(
                        new OptimizerSection(
                                "gpo",
                                "paper",
                                Map.of(
                                        "candidates", "8",
                                        "edit-budget.start", "50",
                                        "edit-budget.end", "10")));
        assertThat(task.stopAfter())
                .isEqualTo(
                        new StopAfter(
                                new SpendingLimits(
                                        20_000L,
                                        5_000_000L,
                                        new BigDecimal("5.00"),
                                        Duration.ofMinutes(90)),
                                12,
                                0.95,
                                3));
        assertThat(task.limits()).isEqualTo(new Limits(8, 60, 90_000, Duration.ofMillis(1500), 0));
        assertThat(task.seed()).isEqualTo(-7);
    }

    @Test
    void objectivesAreAListOrNamesBetweenCommas() {
        Set<Objective> two = EnumSet.of(Objective.WORDS, Objective.LATENCY);

        for (String value : List.of("[latency, words]", "latency,words", "\"[words,latency]\"")) {
            TaskFile task = read("data: { validation: v.csv }\nobjectives: " + value + "\n");
            assertThat(task.objectives()).isEqualTo(two);
            assertThat(task.settings()).containsEntry("objectives", "words, latency");
        }
        assertThat(
                        TaskFile.read(
                                        folder.resolve("task.yaml"),
                                        Map.of("objectives", "[latency]"))
                                .objectives())
                .containsExactly(Objective.LATENCY);
    }

    @Test
    void theUsualObjectivesAreNoSetting() {
        TaskFile named = read("data: { validation: v.csv }\nobjectives: [price, words, tokens]\n");
        TaskFile left = read("data: { validation: v.csv }\n");

        assertThat(named.objectives()).isEqualTo(left.objectives()).isEqualTo(Objective.DEFAULT);
        assertThat(named.settings()).isEqualTo(left.settings()).doesNotContainKey("objectives");
    }

    @Test
    void listsEverySettingInAFixedOrder() {
        assertThat(String.join("\n", lines(read(FULL))))
                .isEqualTo(
                        """
                        name=navigate
                        data.train=train.jsonl
                        data.validation=val.jsonl
                        data.test=/data/test.jsonl
                        data.few-shot=shots.csv
                        fields.input=question
                        fields.target=answer
                        fields.choices=options
                        prompt.seed=Answer: yes or no.\\n
                        prompt.template={{context}}\\n{{input}}\\n{{prompt}}
                        prompt.demonstrations.count=2
                        prompt.demonstrations.style=text
                        metric=choice
                        answer=regex:Answer (.*)
                        extract=choice
                        task-model.spec=openai:gpt-4.1-mini
                        task-model.temperature=none
                        task-model.max-tokens=1000
                        task-model.top-p=0.9
                        task-model.stop=["\\n", "Q:"]
                        optimizer-model.spec=openai:gpt-4.1
                        optimizer-model.temperature=0.7
                        optimizer-model.max-tokens=none
                        optimizer-model.stop=["END"]
                        judge.judge-model.spec=ollama:qwen3
                        judge.judge-model.temperature=0
                        judge.judge-model.max-tokens=256
                        judge.rubric=Is it polite?
                        optimizer.name=gpo
                        optimizer.preset=paper
                        optimizer.candidates=8
                        optimizer.edit-budget.end=10
                        optimizer.edit-budget.start=50
                        stop-after.calls=20000
                        stop-after.tokens=5000000
                        stop-after.usd=5
                        stop-after.time=90m
                        stop-after.steps=12
                        stop-after.score=0.95
                        stop-after.patience=3
                        limits.concurrency=8
                        limits.requests-per-minute=60
                        limits.tokens-per-minute=90000
                        limits.timeout=1500ms
                        limits.retries=0
                        limits.max-failures=100%
                        seed=-7\
                        """);
    }

    @Test
    void fillsInDefaults() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("antonyms"));
        Path file = Files.writeString(inner.resolve("task.yaml"), "data: { validation: v.csv }");

        assertThat(String.join("\n", lines(TaskFile.read(file))))
                .isEqualTo(
                        """
                        name=antonyms
                        data.validation=v.csv
                        fields.input=input
                        fields.target=target
                        prompt.seed=Let's think step by step.
                        prompt.template={{input}}\\n{{prompt}}
                        prompt.demonstrations.count=0
                        prompt.demonstrations.style=chat
                        metric=exact
                        answer=last-line
                        task-model.temperature=0
                        task-model.max-tokens=256
                        optimizer-model.temperature=1
                        optimizer-model.max-tokens=512
                        optimizer.name=gpo
                        optimizer.preset=default
                        limits.concurrency=64
                        limits.requests-per-minute=0
                        limits.tokens-per-minute=0
                        limits.timeout=1m
                        limits.retries=5
                        limits.max-failures=100%
                        seed=1\
                        """);
        assertThat(TaskFile.read(file).taskModel().spec()).isNull();
        assertThat(TaskFile.read(file).judge()).isNull();
        assertThat(TaskFile.read(file).stopAfter())
                .isEqualTo(new StopAfter(SpendingLimits.NONE, null, null, null));
    }

    @Test
    void dividesAPoolByRatiosWithASeedOfItsOwn() {
        String yaml =
                "data: { file: all.csv, split: { train: 0.4, validation: 0.3, test: 0.3 } }\n"
                        + "seed: 9";

        assertThat(read(yaml).data())
                .isEqualTo(
                        new DataSource.Ratios(
                                List.of(folder.resolve("all.csv")),
                                Map.of(
                                        Split.TRAIN, 0.4,
                                        Split.VALIDATION, 0.3,
                                        Split.TEST, 0.3),
                                1));
        assertThat(read(yaml).settings())
                .containsEntry("data.split.train", "0.4")
                .containsEntry("data.seed", "1");
    }

    @Test
    void dividesSeveralFilesByAColumn() {
        assertThat(read("data: { file: [a.csv, b.csv], split-field: gpo_split }").data())
                .isEqualTo(
                        new DataSource.Column(
                                List.of(folder.resolve("a.csv"), folder.resolve("b.csv")),
                                "gpo_split"));
    }

    @Test
    void knowsThePositionsOfThePaper() {
        Map<String, Template> positions =
                Map.of(
                        "Q_begin", Template.QUESTION_BEGIN,
                        "Q_end", Template.QUESTION_END,
                        "Q_begin+marks", Template.QUESTION_BEGIN_WITH_MARKS,
                        "Q_end+marks", Template.QUESTION_END_WITH_MARKS,
                        "before_Q", Template.BEFORE_QUESTION_WITH_MARKS,
                        "before_Q+marks", Template.BEFORE_QUESTION_WITH_MARKS,
                        "A_begin", Template.ANSWER_BEGIN_WITH_MARKS,
                        "A_begin+marks", Template.ANSWER_BEGIN_WITH_MARKS);
        positions.forEach(
                (name, template) -> {
                    TaskFile task = read(MINIMAL + "prompt: { template: " + name + " }");
                    assertThat(task.template()).isEqualTo(template);
                    assertThat(task.settings()).containsEntry("prompt.template", template.text());
                });
    }

    @Test
    void readsTheSeedPromptFromAFile() throws IOException {
        Files.writeString(folder.resolve("prompt.txt"), "Think.\n\n");

        TaskFile task = read(MINIMAL + "prompt: { seed: { file: prompt.txt } }");

        assertThat(task.prompt().seed().text()).isEqualTo("Think.\n");
        assertThat(task.settings())
                .containsEntry("prompt.seed", "Think.\n")
                .containsEntry("prompt.seed.file", "prompt.txt");
    }

    @Test
    void letsTheSeedPromptBeEmpty() {
        assertThat(read(MINIMAL + "prompt: { seed: \"\" }").prompt().seed().isEmpty()).isTrue();
    }

    @Test
    void loadsDataAndDemonstrations() throws IOException {
        Files.writeString(folder.resolve("v.csv"), "input,target,hint\na,b,c\n");
        Files.writeString(folder.resolve("f.csv"), "input,target,hint\n1,2,3\n4,5,6\n");
        TaskFile task =
                read(
                        """
                        data: { validation: v.csv, few-shot: f.csv }
                        prompt: { template: "{{hint}} {{prompt}}", demonstrations: { count: 1 } }
                        """);

        Splits splits = task.loadSplits();

        assertThat(splits.validation().size()).isEqualTo(1);
        assertThat(task.demonstrations(splits))
                .isEqualTo(
                        new Demonstrations(
                                List.of(splits.fewShot().get(0)), Demonstrations.Style.CHAT));
    }

    @Test
    void refusesDemonstrationsThatAreNotThere() throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(folder.resolve("v.csv"), "input,target\na,b\n");
        TaskFile task = read(MINIMAL + "prompt: { demonstrations: { count: 5 } }");
        Splits splits = task.loadSplits();

        assertThatThrownBy(() -> task.demonstrations(splits))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + ": \"prompt.demonstrations.count\" is 5, but the few-shot split"
                                + " has 0 examples. Lower the count, or name more under"
                                + " \"data.few-shot\".");
    }

    @Test
    void refusesATemplateThatNamesNoColumn() throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(folder.resolve("v.csv"), "input,target,hint\na,b,c\n");
        TaskFile task = read(MINIMAL + "prompt: { template: \"{{input}} {{hints}} {{prompt}}\" }");

        assertThatThrownBy(task::load)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file
                                + ", line 2: \"prompt.template\" names {{hints}}, but the example"
                                + " \"v.csv/1\" of validation has no such column. Did you mean"
                                + " \"hint\"?");
    }

    @Test
    void anotherOptimizerThanTheFilesStartsFromItsOwnDefaults() throws IOException {
        String text = MINIMAL + "optimizer: { name: opro, preset: gpo-paper, threshold: 3 }\n";
        TaskFile own = read(text, Map.of("optimizer.name", "\"opro\"", "optimizer.x", "1"));
        TaskFile other = read(text, Map.of("optimizer.steps", "4", "optimizer.name", "ape"));

        assertThat(own.optimizer())
                .isEqualTo(
                        new OptimizerSection(
                                "opro", "gpo-paper", Map.of("threshold", "3", "x", "1")));
        assertThat(own.origins().leftOut()).isEmpty();
        assertThat(other.optimizer())
                .isEqualTo(new OptimizerSection("ape", "default", Map.of("steps", "4")));
        assertThat(other.settings()).doesNotContainKey("optimizer.threshold");
        assertThat(other.origins().leftOut()).containsExactly("preset", "threshold");
        assertThat(read(MINIMAL + "optimizer: { momentum: none }\n", ape()).origins().leftOut())
                .as("options of gpo, who is not named")
                .containsExactly("momentum");
    }

    private static Map<String, String> ape() {
        return Map.of("optimizer.name", "ape");
    }

    private static final String MINIMAL = "data: { validation: v.csv }\n";

    private TaskFile read(String yaml) {
        return read(yaml, Map.of());
    }

    private TaskFile read(String yaml, Map<String, String> overrides) {
        try {
            return TaskFile.read(Files.writeString(folder.resolve("task.yaml"), yaml), overrides);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> lines(TaskFile task) {
        return task.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\n", "\\n"))
                .toList();
    }
}
