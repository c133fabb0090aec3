package dev.hone.file;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of a file a server sends: `bytes 5-9/10`, or `bytes */10` when there are none to
/// send.
///
/// @param first empty in the second form
/// @param total empty when the server does not know
record ContentRange(OptionalLong first, OptionalLong total) {

    static final ContentRange NONE = new ContentRange(OptionalLong.empty(), OptionalLong.empty());

    // 18 digits fit a long.
    private static final Pattern FORM =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(?:(\\d{1,18})|\\*)");

    static ContentRange of(HttpHeaders headers) {
        Matcher matcher = FORM.matcher(headers.firstValue("Content-Range").orElse(""));
        return matcher.matches() ? new ContentRange(group(matcher, 1), group(matcher, 2)) : NONE;
    }

    private static OptionalLong group(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }
}
