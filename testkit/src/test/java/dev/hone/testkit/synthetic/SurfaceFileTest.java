package dev.hone.testkit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SurfaceFileTest {

    private static final String SKILL =
            "{'name': 'a', 'share': 0.5, 'cues': ['x'], 'phrases': ['Use x.']}";

    @TempDir private Path folder;

    private ResponseSurface read(String text) throws IOException {
        Path file = folder.resolve("surface.json");
        Files.writeString(file, text.replace('\'', '"'));
        return ResponseSurface.read(file);
    }

    @Test
    void everyKindIsReadAndAFileWithoutOneHoldsSkills() throws IOException {
        String skills = "'skills': [" + SKILL + "], 'distractors': []";
        assertThat(read("{" + skills + "}")).isInstanceOf(Skills.class);
        assertThat(read("{'kind': 'additive', " + skills + "}")).isInstanceOf(Additive.class);
        assertThat(read("{'kind': 'noisy', 'base': 0.1, " + skills + "}"))
                .isInstanceOf(Noisy.class);
        assertThat(read("{'kind': 'interacting', 'pairs': [], 'conflicts': [], " + skills + "}"))
                .isInstanceOf(Interacting.class);
        assertThat(
                        read(
                                "{'kind': 'deceptive', 'base': 0, 'lures': [], 'goals': ["
                                        + SKILL
                                        + "], 'distractors': []}"))
                .isInstanceOf(Deceptive.class);
        ResponseSurface pool =
                read(
                        "{'common': 0.4, 'kind': 'recorded', 'prompts': [{'prompt': 'P', 'score':"
                                + " 0.5}, {'prompt': 'Q', 'score': 1}]}");
        assertThat(pool.best()).isEqualTo(1);
        assertThat(pool.toString()).contains("0.4").contains("prompt=Q, score=1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'kind': 'steep'}|\"steep\"",
                "{'kind': 7}|kind of the response surface",
                "{'kind': 'noisy'|line 1",
                "{'kind': 'noisy', 'kind': 'additive'}|Duplicate",
                "{'kind': 'additive', 'skills': [], 'distractors': []}|there are 0 skills",
                "{'kind': 'additive', 'distractors': []}|skills",
                "{'kind': 'additive', 'skills': [null], 'distractors': []}|skills",
                "{'kind': 'additive', 'skills': ['a'], 'distractors': []}|skills[0]",
                "{'kind': 'additive', 'skills': [{'name': 'a', 'share': 2, 'cues': ['x'],"
                        + " 'phrases': ['x']}], 'distractors': []}|skills[0]: share (2.0)",
                "{'kind': 'additive', 'skills': [{'name': 'a', 'cues': ['x'], 'phrases': ['x']}],"
                        + " 'distractors': []}|share",
                "{'kind': 'additive', 'skills': [{'name': 'a', 'share': 1, 'cues': ['x'],"
                        + " 'phrases': ['y']}], 'distractors': []}|holds none of its cues",
                "{'kind': 'additive', 'skills': [{'name': 'a', 'share': 1, 'cues': [''], 'phrases':"
                        + " ['y']}], 'distractors': []}|none of them blank",
                "{'kind': 'noisy', 'base': 'high', 'skills': [], 'distractors': []}|base",
                "{'kind': 'noisy', 'base': 0, 'skill': []}|skills: is missing",
                "{'kind': 'recorded', 'common': 0.5, 'prompts': []}|there are 0 prompts",
                "{'kind': 'recorded', 'common': 1.5, 'prompts': []}|common is 1.5",
                "{'kind': 'recorded', 'common': 0, 'prompts': [{'prompt': 'P', 'score': -0.1}]}"
                        + "|prompts[0]: the score of \"P\" is -0.1",
                "{'kind': 'recorded', 'common': 0, 'prompts': [{'prompt': ' ', 'score':"
                        + " 0.1}]}|blank",
            })
    void whatIsWrongIsNamed(String text, String expected) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("surface.json")
                .hasMessageContaining(expected);
    }
}
