package dev.hone.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-proj-S3CRET_abc-DEF.",
                "Authorization: Bearer S3CRET.abc",
                "Authorization=S3CRET",
                "{\"x-api-key\": \"S3CRET\"}",
                "x-goog-api-key:S3CRET",
                "token gsk_S3CRETabc",
                "key AIzaS3CRETS3CRET",
                "sk-ant-S3CRET-x and Bearer S3CRET",
                "your own S3CRET-KEY"
            })
    void nothingThatLooksLikeAKeyIsLeft(String text) {
        assertThat(Secrets.hiddenIn(text, "S3CRET-KEY")).contains("***").doesNotContain("S3CRET");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "The task-model answered 429: wait, the API key limit is 5 a minute.";

        assertThat(Secrets.hiddenIn(text, null)).isEqualTo(text);
    }
}
