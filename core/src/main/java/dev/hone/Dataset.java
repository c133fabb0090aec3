package dev.hone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An ordered, immutable list of examples with a name and a digest of its content.
///
/// The name says what the examples are for (`train`, `validation`, …) and is not part of the
/// digest: the same examples in the same order have the same digest under any name.
public final class Dataset implements Iterable<Example> {

    private final String name;
    private final List<Example> examples;
    private final Digest digest;

    /// @throws IllegalArgumentException when two examples share an id
    public Dataset(String name, List<Example> examples) {
        this.name = name;
        this.examples = List.copyOf(examples);
        Set<String> ids = HashSet.newHashSet(examples.size());
        List<String> parts = new ArrayList<>();
        for (Example example : this.examples) {
            if (!ids.add(example.id())) {
                throw new IllegalArgumentException(
                        "Data set " + name + " has two examples with id " + example.id() + ".");
            }
            parts.add(example.id());
            parts.add(example.input());
            addAll(parts, example.references());
            addAll(parts, example.choices());
            example.variables().forEach((key, value) -> addAll(parts, List.of(key, value)));
        }
        this.digest = Digest.of(parts.toArray(String[]::new));
    }

    private static void addAll(List<String> parts, List<String> group) {
        parts.add(Integer.toString(group.size()));
        parts.addAll(group);
    }

    public static Dataset empty(String name) {
        return new Dataset(name, List.of());
    }

    public String name() {
        return name;
    }

    public List<Example> examples() {
        return examples;
    }

    public Example get(int index) {
        return examples.get(index);
    }

    public int size() {
        return examples.size();
    }

    public boolean isEmpty() {
        return examples.isEmpty();
    }

    public Digest digest() {
        return digest;
    }

    public Stream<Example> stream() {
        return examples.stream();
    }

    /// The examples from `from` (inclusive) to `to` (exclusive; cut at the end of the data), under
    /// the same name.
    public Dataset slice(int from, int to) {
        int end = Math.min(to, examples.size());
        return new Dataset(name, examples.subList(Math.min(from, end), end));
    }

    @Override
    public Iterator<Example> iterator() {
        return examples.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset that
                && name.equals(that.name)
                && examples.equals(that.examples);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + examples.size() + " examples, " + digest.abbreviated() + ")";
    }
}
