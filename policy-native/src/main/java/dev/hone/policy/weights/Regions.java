package dev.hone.policy.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Maps the tensors of a file. A buffer holds 2 GB, so a larger file takes several; tensors that
/// lie together share one, as systems allow a process only so many (65,530 on Linux).
///
/// @param first where the bytes of the tensors begin
record Regions(FileChannel channel, long first) {

    /// @param entries by offset, without gaps, none longer than a buffer
    Map<String, Tensor> map(List<Header.Entry> entries) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int index = 0;
        while (index < entries.size()) {
            int end = endOfRegion(entries, index);
            long begin = entries.get(index).begin();
            long length = entries.get(end - 1).end() - begin;
            ByteBuffer region =
                    length == 0
                            ? ByteBuffer.allocateDirect(0)
                            : channel.map(FileChannel.MapMode.READ_ONLY, first + begin, length);
            for (Header.Entry entry : entries.subList(index, end)) {
                int offset = Math.toIntExact(entry.begin() - begin);
                int size = Math.toIntExact(entry.end() - entry.begin());
                tensors.put(entry.name(), entry.tensor(region.slice(offset, size)));
            }
            index = end;
        }
        return tensors;
    }

    private static int endOfRegion(List<Header.Entry> entries, int start) {
        int end = start + 1;
        while (end < entries.size()
                && entries.get(end).end() - entries.get(start).begin() <= Integer.MAX_VALUE) {
            end++;
        }
        return end;
    }
}
