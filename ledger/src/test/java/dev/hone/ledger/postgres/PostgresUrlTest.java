package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class PostgresUrlTest {

    private static final String SECRET = "s3cret";

    @Test
    void aUrlIsShownWithoutItsSecrets() {
        PostgresUrl url =
                PostgresUrl.of(
                        "jdbc:postgresql://db:5433/hone?user=u&password="
                                + SECRET
                                + "&sslmode=require&sslpassword="
                                + SECRET,
                        Map.of());
        assertThat(url).hasToString("jdbc:postgresql://db:5433/hone?user=u&sslmode=require");
        assertThat(url.properties())
                .containsEntry("password", SECRET)
                .containsEntry("user", "u")
                .containsEntry("sslmode", "require");
        assertThat(url.redacted("it said " + SECRET + "!")).isEqualTo("it said ***!");
    }

    @Test
    void theShownUrlIsUnderstoodAgain() {
        PostgresUrl url = PostgresUrl.of("jdbc:postgresql://db/hone?password=x", Map.of());
        assertThat(url).hasToString("jdbc:postgresql://db/hone");
        PostgresUrl again = PostgresUrl.of(url.toString(), Map.of("PGPASSWORD", "y"));
        assertThat(again).hasToString(url.toString());
        assertThat(again.properties()).containsEntry("password", "y");
    }

    @Test
    void theUrlCountsBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "eve", "PGPASSWORD", "theirs");
        PostgresUrl url =
                PostgresUrl.of("jdbc:postgresql://db/hone?user=u&password=a%26b", environment);
        assertThat(url.properties()).containsEntry("user", "u").containsEntry("password", "a&b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:hone",
                "jdbc:postgresql:///hone",
                "jdbc:postgresql://db",
                "jdbc:postgresql://db/",
                "jdbc:postgresql://db/a/b",
                "jdbc:postgresql://db/hone;password=s3cret",
                "jdbc:postgresql://db/hone&password=s3cret",
                "jdbc:postgresql://d b/hone",
                "jdbc:postgresql://db/hone?socketFactory=java.io.FileOutputStream",
                "jdbc:postgresql://db/hone?loggerFile=/etc/passwd",
                "jdbc:postgresql://db/hone?sslmod=require",
                "jdbc:postgresql://db/hone?user",
                "jdbc:postgresql://db/hone?user=",
                "jdbc:postgresql://db/hone?user=a&user=b",
                "jdbc:postgresql://db/hone?password=s3cret%zz",
                "jdbc:postgresql://me:s3cret@db/hone",
                "jdbc:postgresql://db/hone?password=s3cret&passwort=s3cret",
            })
    void aWrongUrlIsRefusedWithoutItsSecrets(String url) {
        assertThatThrownBy(() -> PostgresUrl.of(url, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The ledger's URL")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }
}
