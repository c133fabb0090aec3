package dev.hone.policy.decoder;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;

import java.util.List;
import java.util.stream.LongStream;

/// What the layers remember of the slots before: keys and values. L layers, B rows, H heads, S
/// slots, d width. Lives in the scope it is made in.
///
/// @param all [L, 2, B, H, S, d/H]
/// @param layers the parts of it
public record Cache(Tensor all, List<Part> layers) {

    /// One layer's keys and values, and both in one.
    ///
    /// @param both [2, B, H, S, d/H]
    /// @param keys [B, H, S, d/H]
    /// @param values [B, H, S, d/H]
    record Part(Tensor both, Tensor keys, Tensor values) {

        static Part of(Tensor both) {
            return new Part(both, both.select(0, 0), both.select(0, 1));
        }
    }

    static Cache of(Tensor all) {
        List<Part> layers =
                LongStream.range(0, all.size(0))
                        .mapToObj(layer -> Part.of(all.select(0, layer)))
                        .toList();
        return new Cache(all, layers);
    }

    /// A copy of some rows, with room for more.
    ///
    /// @param rows to be kept [B]
    /// @param used slots from the first on that hold something
    /// @param room slots of the copy, at least `used`
    public Cache moved(Tensor rows, int used, int room) {
        long[] shape = all.sizes().vec().get();
        shape[2] = rows.size(0);
        shape[4] = room;
        Tensor copy = empty(shape, all.options(), null);
        copy.narrow(4, 0, used).copy_(all.narrow(4, 0, used).index_select(2, rows));
        return of(copy);
    }
}
