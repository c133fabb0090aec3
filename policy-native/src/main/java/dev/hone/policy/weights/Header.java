package dev.hone.policy.weights;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What the header of a safetensors file says.
record Header(Map<String, String> metadata, List<Entry> entries) {

    /// A tensor and where its bytes lie, counted from the end of the header.
    ///
    /// @param begin the first byte
    /// @param end one behind the last
    record Entry(String name, DType dtype, List<Long> shape, long begin, long end) {

        Tensor tensor(ByteBuffer data) {
            return new Tensor(name, dtype, shape, data);
        }
    }

    /// The entries as their bytes lie.
    ///
    /// @param available the bytes behind the header
    /// @throws InputException unless the tensors fill these bytes, without gap or overlap
    List<Entry> inOrder(Path file, long available) {
        List<Entry> sorted =
                entries.stream()
                        .sorted(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end))
                        .toList();
        long end = 0;
        for (Entry entry : sorted) {
            if (entry.end() > available) {
                throw wrong(
                        file, entry, "the file has " + available + " behind the header: cut off?");
            }
            if (entry.begin() != end) {
                throw wrong(
                        file,
                        entry,
                        entry.begin() > end
                                ? "the tensor before it ends at " + end + ": a gap"
                                : "the tensor before it ends only at " + end + ": they overlap");
            }
            end = entry.end();
        }
        if (end != available) {
            throw new InputException(
                    file
                            + ": the tensors take "
                            + end
                            + " bytes, and the file has "
                            + available
                            + " behind the header. Nothing may follow the last tensor.");
        }
        return sorted;
    }

    private static InputException wrong(Path file, Entry entry, String why) {
        return new InputException(
                file
                        + ", tensor "
                        + Excerpt.of(entry.name())
                        + ": its data_offsets are ["
                        + entry.begin()
                        + ", "
                        + entry.end()
                        + "], and "
                        + why
                        + ".");
    }
}
