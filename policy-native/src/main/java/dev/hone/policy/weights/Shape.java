package dev.hone.policy.weights;

import java.util.List;

/// The arithmetic of shapes: sizes in long, so that nothing overflows unnoticed.
final class Shape {

    private Shape() {}

    /// The number of elements, 1 for a shape without dimensions.
    ///
    /// @throws ArithmeticException when it, or the product of the dimensions other than 0, does not
    ///   fit a long
    static long elements(List<Long> shape) {
        long elements = 1;
        boolean empty = false;
        for (long dimension : shape) {
            if (dimension == 0) {
                empty = true;
            } else {
                elements = Math.multiplyExact(elements, dimension);
            }
        }
        return empty ? 0 : elements;
    }

    /// @throws ArithmeticException when the number does not fit a long
    static long bytes(DType type, List<Long> shape) {
        return Math.multiplyExact(elements(shape), (long) type.bytes());
    }
}
