package dev.hone.ledger.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class LedgerPlaceTest {

    private static final Path FOLDER = Path.of("folder").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"ledger.db", "runs/ledger.db", "file:x.db", "a b?c.db", "postgres.db"})
    void whatIsNoUrlIsAFile(String text) {
        assertThat(LedgerPlace.of(text, FOLDER, Map.of()))
                .isEqualTo(new LedgerPlace.InFile(FOLDER.resolve(text)))
                .hasToString(FOLDER.resolve(text).toString());
    }

    @Test
    void aUrlOfPostgresIsADatabase() {
        LedgerPlace place =
                LedgerPlace.of("jdbc:postgresql://db/hone?password=x", FOLDER, Map.of());
        assertThat(place)
                .isInstanceOf(LedgerPlace.InDatabase.class)
                .hasToString("jdbc:postgresql://db/hone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/hone?password=s3cret",
                "postgres://me:s3cret@db/hone",
                "postgresql://me:s3cret@db/hone",
                "https://s3cret",
                "jdbc:",
                "JDBC:POSTGRESQL://db/hone?password=s3cret",
            })
    void otherUrlsAreRefusedWithoutWhatMayBeSecret(String text) {
        assertThatThrownBy(() -> LedgerPlace.of(text, FOLDER, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("s3cret");
    }
}
