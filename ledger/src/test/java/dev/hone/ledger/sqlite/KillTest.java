package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.ChildProcess;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.WritingProcess;
import dev.hone.run.RunEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Law 1: what the ledger said is durable is there after `kill -9` at any moment.
class KillTest {

    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final int LONGEST_LIFE_MILLIS = 400;
    private static final long ANSWERS_PER_LIFE = 1_000_000;

    @TempDir private Path folder;

    @Test
    void nothingThatWasReportedDurableIsLostByAKill() throws Exception {
        Path file = folder.resolve("ledger.db");
        SplittableRandom random = new SplittableRandom(1);
        List<String> promised = new ArrayList<>();
        for (int life = 0; life < KILLS; life++) {
            ChildProcess child =
                    ChildProcess.java(
                            WritingProcess.class,
                            file.toString(),
                            Long.toString(life * ANSWERS_PER_LIFE),
                            Long.toString(ANSWERS_PER_LIFE));
            child.awaitFirstLine();
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            child.kill();
            assertThat(child.awaitExit()).as("killed, not crashed").isEqualTo(128 + 9);
            assertThat(child.lines()).isNotEmpty();
            promised.addAll(child.lines());
        }
        assertThatAllIsThere(file, promised);
        LedgerCheck check = FileCheck.of(file, 3);
        assertThat(check.damages()).isEmpty();
        assertThat(check.isSound()).isTrue();
    }

    private static void assertThatAllIsThere(Path file, List<String> promised) {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            List<RunEvent> events = ledger.read(WritingProcess.RUN, 0);
            Set<Integer> positions = new HashSet<>();
            for (String promise : promised) {
                List<String> words = ChildProcess.words(promise);
                if (words.getFirst().equals("answer")) {
                    assertThat(ledger.find(digest(words.get(1)))).as(promise).isPresent();
                } else {
                    int position = Integer.parseInt(words.get(1));
                    assertThat(positions.add(position)).as(promise).isTrue();
                    assertThat(events.get(position))
                            .isEqualTo(WritingProcess.event(Long.parseLong(words.get(2))));
                }
            }
        }
    }

    private static Digest digest(String number) {
        return Answers.numbered(Long.parseLong(number)).request().digest();
    }
}
