package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

class IndexedKeysTest {

    private static final int ENOUGH_ANSWERS = 1_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private Connection connection;
    private long indexed;

    @BeforeEach
    void makeIndex() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE answer_keys(start BLOB NOT NULL, id INTEGER NOT NULL,"
                            + " PRIMARY KEY(start, id)) WITHOUT ROWID");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private byte[] randomKey() {
        return ByteBuffer.allocate(32).putLong(random.nextLong()).array();
    }

    private byte[] index() throws SQLException {
        return index(randomKey());
    }

    private byte[] index(byte[] key) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO answer_keys VALUES(substr(?, 1, 8), ?)")) {
            indexed++;
            insert.setBytes(1, key);
            insert.setLong(2, indexed);
            insert.executeUpdate();
        }
        return key;
    }

    private long lackedOfHundred(IndexedKeys keys) {
        return random.longs(100)
                .filter(start -> keys.lacks(ByteBuffer.allocate(32).putLong(start).array()))
                .count();
    }

    @Test
    void anEmptyIndexLacksEveryKey() throws SQLException {
        IndexedKeys keys = new IndexedKeys(connection, 100);
        keys.begin(0);
        assertThat(lackedOfHundred(keys)).isZero();
        keys.readOn(1);
        assertThat(lackedOfHundred(keys)).isEqualTo(100);
    }

    @Test
    void untilItIsReadItMayHaveAnyKey() throws SQLException {
        byte[] first = index();
        for (int i = 0; i < 80; i++) {
            index();
        }
        IndexedKeys keys = new IndexedKeys(connection, 100);
        for (int answers = 0; answers <= 10; answers++) {
            keys.begin(indexed);
            assertThat(lackedOfHundred(keys)).isZero();
            keys.readOn(1);
        }
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
        assertThat(keys.lacks(first)).isFalse();
    }

    @Test
    void aLargeIndexIsNotReadForFewAnswers() throws SQLException {
        for (int i = 0; i < 6_400; i++) {
            index();
        }
        IndexedKeys keys = new IndexedKeys(connection, 100);
        keys.begin(indexed);
        for (int i = 0; i < 99; i++) {
            keys.readOn(1);
        }
        keys.readOn(0);
        assertThat(lackedOfHundred(keys)).isZero();
        keys.add(1);
        keys.readOn(ENOUGH_ANSWERS);
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
    }

    @Test
    void keysThatBeginAlikeAreReadPast() throws SQLException {
        byte[] key = index();
        for (int i = 0; i < 30; i++) {
            index(key);
        }
        IndexedKeys keys = new IndexedKeys(connection, 100);
        keys.begin(indexed);
        keys.readOn(1);
        keys.readOn(1);
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
        assertThat(keys.lacks(key)).isFalse();
    }

    @Test
    void whatThisProcessPutsInIsKnown() throws SQLException {
        IndexedKeys keys = new IndexedKeys(connection, 100);
        keys.begin(0);
        keys.readOn(1);
        byte[] own = index();
        keys.add(NewKeys.start(own));
        keys.filled(indexed);
        keys.begin(indexed);
        assertThat(keys.lacks(own)).isFalse();
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
    }

    @Test
    void whatAnotherProcessPutsInIsReadFirst() throws SQLException {
        IndexedKeys keys = new IndexedKeys(connection, 100);
        keys.begin(0);
        keys.readOn(1);
        byte[] foreign = index();
        keys.begin(indexed);
        assertThat(keys.lacks(foreign)).isFalse();
        assertThat(lackedOfHundred(keys)).isZero();
        keys.readOn(1);
        assertThat(keys.lacks(foreign)).isFalse();
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
    }

    @Test
    void anIndexThatHasOutgrownItsFilterGetsALargerOne() throws SQLException {
        IndexedKeys keys = new IndexedKeys(connection, 10);
        keys.begin(0);
        keys.readOn(1);
        for (int i = 0; i < 500; i++) {
            keys.add(NewKeys.start(index()));
        }
        keys.filled(indexed);
        assertThat(lackedOfHundred(keys)).isLessThan(10);
        keys.begin(indexed);
        keys.readOn(ENOUGH_ANSWERS);
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
        keys.begin(indexed);
        assertThat(lackedOfHundred(keys)).isGreaterThan(90);
    }
}
