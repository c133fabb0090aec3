package dev.hone.report;

/// The beginning of a text, and how much of it was cut.
///
/// @param cut characters left out; 0 when the text is whole
record Excerpt(String text, int cut) {

    /// At most `limit` characters, and no half of a surrogate pair.
    static Excerpt of(String text, int limit) {
        if (text.length() <= limit) {
            return new Excerpt(text, 0);
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return new Excerpt(text.substring(0, end), text.length() - end);
    }

    /// The first words on one line.
    static String line(String text, int limit) {
        Excerpt excerpt = of(text.strip().replaceAll("\\s+", " "), limit);
        return excerpt.cut == 0 ? excerpt.text : excerpt.text + " …";
    }

    boolean isCut() {
        return cut > 0;
    }

    String cutNote() {
        return "… " + Numbers.count(cut) + (cut == 1 ? " more character" : " more characters");
    }
}
