package dev.hone.metric;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tokens BLEU counts: words, and every mark of punctuation by itself except a full stop or
/// comma within a number (tokenizer `13a` of NIST's `mteval-v13a`).
final class BleuTokens {

    private static final Pattern MARK = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern STOP_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern STOP_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    private static final Pattern SPACE = Pattern.compile("(?U)[\\s\\x1C-\\x1F]+");

    private BleuTokens() {}

    static List<String> of(String text) {
        String line = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
        if (line.contains("&")) {
            line =
                    line.replace("&quot;", "\"")
                            .replace("&amp;", "&")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">");
        }
        line = MARK.matcher(" " + line + " ").replaceAll(" $1 ");
        line = STOP_AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = STOP_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return Stream.of(SPACE.split(line)).filter(token -> !token.isEmpty()).toList();
    }
}
