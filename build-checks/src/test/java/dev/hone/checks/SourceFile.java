package dev.hone.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A Java source file.
record SourceFile(Path path, List<String> lines) {

    static SourceFile read(Path path) {
        return new SourceFile(path, Project.text(path).lines().toList());
    }

    /// The path below the root of the checkout, with forward slashes.
    String name() {
        return Project.ROOT.relativize(path).toString().replace('\\', '/');
    }

    String fileName() {
        return path.getFileName().toString();
    }

    String folder() {
        String name = name();
        return name.substring(0, name.lastIndexOf('/'));
    }

    boolean isPackageInfo() {
        return fileName().equals("package-info.java");
    }

    /// The full name of the class the file is named for.
    String className() {
        String name = name();
        String inside = name.substring(name.indexOf("/java/") + "/java/".length());
        return inside.substring(0, inside.length() - ".java".length()).replace('/', '.');
    }

    String text() {
        return String.join("\n", lines);
    }

    /// Where the pattern is found, each as `file:line: text`.
    List<String> find(Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(index -> pattern.matcher(lines.get(index)).find())
                .mapToObj(index -> at(index) + ": " + lines.get(index).strip())
                .toList();
    }

    /// @param index of the line, counted from 0
    String at(int index) {
        return name() + ":" + (index + 1);
    }
}
