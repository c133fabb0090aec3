package dev.hone.policy.tokenizer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Texts to encode: noise, and what looks like text.
final class Texts {

    private Texts() {}

    static Arbitrary<String> any() {
        Arbitrary<String> noise = Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(40);
        Arbitrary<String> pieces =
                Arbitraries.of(
                                "Hello",
                                " world",
                                "'s",
                                "'ll",
                                " ",
                                "  ",
                                "\n",
                                "\t",
                                "\u00a0",
                                "\u2003",
                                "\u0085",
                                "12345",
                                "!",
                                "...",
                                "<|endoftext|>",
                                "é",
                                "日本",
                                "\uD83D\uDE00",
                                "\u0000",
                                "\u0301",
                                "it's",
                                " the",
                                "aaaaaaaa",
                                "\uFFFD",
                                "ﷺ",
                                "Ⅷ",
                                " '",
                                "don't")
                        .list()
                        .ofMaxSize(20)
                        .map(list -> String.join("", list));
        return Arbitraries.oneOf(noise, pieces);
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int index = 0; index < all.length; index++) {
            all[index] = (char) (Character.MIN_SURROGATE + index);
        }
        return all;
    }
}
