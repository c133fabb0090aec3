package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class TaskFileProblemsTest {

    private static final String DATA = "data: { validation: v.csv }\n";

    @TempDir Path folder;

    @Test
    void suggestsTheKeyThatWasMeant() {
        problem(DATA + "\n# comment\nmetrc: exact\n")
                .hasMessage(where(4) + "unknown key \"metrc\". Did you mean \"metric\"?");
        problem("data:\n  trian: t.csv\n  validation: v.csv\n")
                .hasMessage(where(2) + "unknown key \"data.trian\". Did you mean \"train\"?");
        problem(DATA + "stop-after: { budget: 5 }\n")
                .hasMessage(
                        where(2)
                                + "unknown key \"stop-after.budget\". Known: calls, tokens, usd,"
                                + " time, steps, score, patience.");
        problem(DATA + "promt:\n  seed: a\n")
                .hasMessage(where(2) + "unknown key \"promt\". Did you mean \"prompt\"?");
        problem(DATA + "\"a\\eb\": 1\n")
                .hasMessageStartingWith(where(2) + "unknown key \"a\\u001Bb\". Known: name, data,");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        problem(DATA + "metric: exact\nmetric: f1\n")
                .hasMessage(where(3) + "the key \"metric\" stands twice. Keep one.");
        problem(DATA + "limits: { retries: 1, retries: 2 }\n")
                .hasMessage(where(2) + "the key \"limits.retries\" stands twice. Keep one.");
        problem(DATA + "limits: { retries: 1 }\nlimits: { timeout: 1s }\n")
                .hasMessage(where(3) + "the key \"limits\" stands twice. Keep one.");
    }

    @Test
    void refusesYamlThatIsBroken() {
        problem(DATA + "task-model: { stop: [exact\nseed: 1\n")
                .hasMessage(
                        file()
                                + ", line 3, column 5: this is not YAML: while parsing a flow"
                                + " sequence: expected ',' or ']', but got :.");
        problem(DATA + "metric: \"exact\n")
                .hasMessage(
                        file()
                                + ", line 3, column 1: this is not YAML: while scanning a quoted"
                                + " scalar: found unexpected end of stream.");
        problem(DATA + "\tmetric: exact\n")
                .hasMessage(
                        file()
                                + ", line 2, column 1: this is not YAML: while scanning for the"
                                + " next token: found character '\\t(TAB)' that cannot start any"
                                + " token. (Do not use \\t(TAB) for indentation).");
        problem(DATA + "seed: @1\n")
                .hasMessage(
                        file()
                                + ", line 2, column 7: this is not YAML: while scanning for the"
                                + " next token: found character '@' that cannot start any token."
                                + " (Do not use @ for indentation).");
    }

    @Test
    void refusesFilesThatAreNoTaskFiles() throws IOException {
        problem("")
                .hasMessage(file() + " is empty. It needs at least a data section and a metric.");
        problem("# nothing\n")
                .hasMessage(file() + " is empty. It needs at least a data section and a metric.");
        problem("- a\n")
                .hasMessage(
                        where(1)
                                + "a task file consists of keys and values, such as \"name:"
                                + " antonyms\", but this one starts with [.");
        problem("hello\n")
                .hasMessage(
                        where(1)
                                + "a task file consists of keys and values, such as \"name:"
                                + " antonyms\", but this one starts with hello.");
        problem(DATA + "---\nname: b\n")
                .hasMessage(where(3) + "a second document begins here. One is allowed.");
        Files.write(file(), "name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TaskFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        where(1)
                                + "the byte E9 at offset 6 of the file is not UTF-8. Save the file"
                                + " as UTF-8.");
        assertThatThrownBy(() -> TaskFile.read(folder.resolve("taks.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        folder.resolve("taks.yaml")
                                + " does not exist. Did you mean \"task.yaml\"?");
    }

    @Test
    void refusesValuesOfTheWrongShape() {
        problem(DATA + "metric:\n")
                .hasMessage(where(2) + "\"metric\" has no value. Give it one, or remove the key.");
        problem(DATA + "metric: { name: f1 }\n")
                .hasMessage(
                        where(2) + "\"metric\" must be a single value, but has keys of its own.");
        problem(DATA + "metric: [f1]\n")
                .hasMessage(where(2) + "\"metric\" must be a single value, but is a list.");
        problem("data: train.jsonl\n")
                .hasMessage(
                        where(1)
                                + "\"data\" must be a section with train, validation, test, format,"
                                + " few-shot, file, split, split-field, seed, but is"
                                + " \"train.jsonl\".");
        problem(DATA + "task-model: { stop: [a, [b]] }\n")
                .hasMessage(where(2) + "\"task-model.stop\" must be a list of single values.");
        problem(DATA + "task-model: { stop: [] }\n")
                .hasMessage(where(2) + "\"task-model.stop\" must not be empty.");
        problem(DATA + "name: &n a\nmetric: *n\n")
                .hasMessage(where(3) + "\"metric\" is an alias (*), which task files do not have.");
        problem(DATA + "name: ' '\n").hasMessage(where(2) + "\"name\" must not be blank.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limits: { retries: many }         | "limits.retries" must be a whole number of 0 or more, but is "many".
                    limits: { retries: -1 }           | "limits.retries" must be a whole number of 0 or more, but is "-1".
                    limits: { retries: 1.0 }          | "limits.retries" must be a whole number of 0 or more, but is "1.0".
                    objectives: []                    | "objectives" must name one or more of words, tokens, price, latency, but is empty.
                    objectives: ""                    | "objectives" must name one or more of words, tokens, price, latency, but is empty.
                    objectives: [latncy]              | "objectives" names "latncy". Did you mean "latency"?
                    objectives: [words, karma]        | "objectives" names "karma". Known: words, tokens, price, latency.
                    objectives: words,,price          | "objectives" names "". Known: words, tokens, price, latency.
                    objectives: [score, words]        | "objectives" names "score". The score always counts; leave it out.
                    objectives: [words, price, words] | "objectives" names "words" twice. Keep one.
                    objectives: { words: 1 }          | "objectives" must be a single value, but has keys of its own.
                    limits: { max-failures: 101% }    | "limits.max-failures" must be a number of examples like 20, or a share of them like 5%, but is "101%".
                    limits: { max-failures: -1 }      | "limits.max-failures" must be a number of examples like 20, or a share of them like 5%, but is "-1".
                    limits: { concurrency: 0 }        | "limits.concurrency" must be a whole number of 1 or more, but is "0".
                    limits: { concurrency: 99999999999 } | "limits.concurrency" must be a whole number of 1 or more, but is "99999999999".
                    limits: { timeout: 60 }           | "limits.timeout" must be a duration above 0 such as 500ms, 60s, 5m or 2h, but is "60".
                    limits: { timeout: 0s }           | "limits.timeout" must be a duration above 0 such as 500ms, 60s, 5m or 2h, but is "0s".
                    stop-after: { usd: free }         | "stop-after.usd" must be a number above 0 and at most 1000000, but is "free".
                    stop-after: { usd: 0 }            | "stop-after.usd" must be a number above 0 and at most 1000000, but is "0".
                    stop-after: { usd: 1e999999999 }  | "stop-after.usd" must be a number above 0 and at most 1000000, but is "1e999999999".
                    stop-after: { score: 95 }         | "stop-after.score" must be a number above 0 and at most 1, but is "95".
                    stop-after: { calls: 0 }          | "stop-after.calls" must be a whole number of 1 or more, but is "0".
                    task-model: { temperature: 3 }    | "task-model.temperature" must be a number from 0 to 2, but is "3".
                    task-model: { temperature: .nan } | "task-model.temperature" must be a number from 0 to 2, but is ".nan".
                    task-model: { top-p: 0 }          | "task-model.top-p" must be a number above 0 and at most 1, but is "0".
                    task-model: { max-tokens: 0 }     | "task-model.max-tokens" must be a whole number of 1 or more, but is "0".
                    seed: one                         | "seed" must be a whole number, but is "one".
                    seed: 99999999999999999999        | "seed" must be a whole number, but is "99999999999999999999".
                    prompt: { demonstrations: { style: chatt } } | "prompt.demonstrations.style" is "chatt". Did you mean "chat"?
                    prompt: { template: Q_endd }      | "prompt.template" must be a position (Q_begin, Q_end, before_Q or A_begin, or one of them with +marks) or a text with {{prompt}} and {{input}}, but is "Q_endd". Did you mean "Q_end"?
                    prompt: { template: "{{input}}" } | A template must contain {{prompt}} exactly once, but has it 0 times: {{input}}
                    prompt: { template: "{{prompt}}" } | "prompt.template" shows the model nothing of the example. Add {{input}}.
                    """)
    void refusesValuesOutOfRange(String yaml, String message) {
        problem(DATA + yaml + "\n").hasMessage(where(2) + message);
    }

    @Test
    void needsData() {
        String example = "data: { train: train.jsonl, validation: val.jsonl, test: test.jsonl }.";
        problem("name: a\n")
                .hasMessage(
                        file() + ": \"data\" is missing. Say where the examples are: " + example);
        problem("name: a\ndata: { train: t.csv }\n")
                .hasMessage(
                        where(2)
                                + "\"data.validation\" is missing. Prompts are chosen on it: "
                                + example);
    }

    @Test
    void refusesDataThatIsDividedInNoWayOrTwo() {
        problem("data: { file: a.csv }\n")
                .hasMessage(
                        where(1)
                                + "\"data.file\" must be divided. Add \"split: { train: 0.4,"
                                + " validation: 0.3, test: 0.3 }\", or \"split-field\" with the"
                                + " column that names each row's split.");
        problem("data: { file: a.csv, train: b.csv }\n")
                .hasMessage(
                        where(1)
                                + "\"data.train\" cannot be used together with \"data.file\"."
                                + " Remove one of them.");
        problem("data: { file: a.csv, split-field: x, split: { validation: 1 } }\n")
                .hasMessage(
                        where(1)
                                + "\"data.split-field\" cannot be used together with"
                                + " \"data.split\". Remove one of them.");
        problem("data: { file: a.csv, split-field: x, seed: 3 }\n")
                .hasMessage(
                        where(1)
                                + "\"data.seed\" cannot be used together with"
                                + " \"data.split-field\". Remove one of them.");
        problem("data: { validation: a.csv, split: { validation: 1 } }\n")
                .hasMessage(
                        where(1)
                                + "\"data.split\" divides the rows of \"data.file\", which is"
                                + " missing.");
        problem("data: { file: a.csv, split: { train: 0.8, validation: 0.3 } }\n")
                .hasMessage(where(1) + "The ratios must add up to at most 1, but add up to 1.1.");
        problem("data: { file: a.csv, split: { train: 0.8 } }\n")
                .hasMessage(where(1) + "A ratio for validation is needed.");
        problem("data: { file: a.csv, split: { train: 40, validation: 0.3 } }\n")
                .hasMessage(
                        where(1)
                                + "\"data.split.train\" must be a number above 0 and at most 1, but"
                                + " is \"40\".");
        problem("data: { validation: \"a\\0b\" }\n")
                .hasMessage(where(1) + "\"data.validation\" must be a path, but is \"a\\u0000b\".");
    }

    @Test
    void saysWhichKeyNamedAPromptFileThatIsMissing() {
        problem(DATA + "prompt: { seed: { file: promt.txt } }\n")
                .hasMessage(
                        where(2)
                                + "\"prompt.seed.file\": "
                                + folder.resolve("promt.txt")
                                + " does not exist. Its folder has: task.yaml.");
        problem(DATA + "prompt: { seed: { file: \"a\\x01b\" } }\n")
                .hasMessageContaining("a\\u0001b does not exist");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> problem(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return assertThatThrownBy(() -> TaskFile.read(file())).isInstanceOf(InputException.class);
    }

    private Path file() {
        return folder.resolve("task.yaml");
    }

    private String where(int line) {
        return file() + ", line " + line + ": ";
    }
}
