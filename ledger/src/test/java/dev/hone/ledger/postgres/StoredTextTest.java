package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

import java.nio.charset.StandardCharsets;

class StoredTextTest {

    @Property
    void everyTextComesBackAndCanBeStored(@ForAll String text) {
        assertThatItComesBack(text);
    }

    @Property
    void textsOfOddCharactersComeBack(
            @ForAll @Chars({'\\', '\0', '0', '\uD83D', '\uDE42', 'A'}) String text) {
        assertThatItComesBack(text);
    }

    private static void assertThatItComesBack(String text) {
        String stored = StoredText.of(text);
        assertThat(StoredText.read(stored)).isEqualTo(text);
        assertThat(stored).doesNotContain("\0");
        byte[] utf8 = stored.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(stored);
    }
}
