package dev.hone.policy.libtorch;

import static org.bytedeco.pytorch.global.torch.compile;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// By oneDNN, with weights in blocks of its choice: at one row, where reading the weights is all
/// the time there is, twice as fast as libtorch's ordinary layout. The two operators have no Java
/// binding, hence the dispatcher.
final class PackedLinear implements Linear {

    /// Whether this build of libtorch has oneDNN.
    static final boolean AVAILABLE = exists("mkldnn::_reorder_linear_weight");

    private final Precision precision;
    private final IValue weight;
    private final IValue bias;
    private final IValue kind;
    private final IValue algorithm;

    private PackedLinear(
            Precision precision, IValue weight, IValue bias, IValue kind, IValue algorithm) {
        this.precision = precision;
        this.weight = weight;
        this.bias = bias;
        this.kind = kind;
        this.algorithm = algorithm;
    }

    static PackedLinear of(
            Tensor weight, @Nullable Tensor bias, Activation activation, Precision precision) {
        try (PointerScope scope = new PointerScope()) {
            Tensor cast = weight.detach().to(precision.type()).contiguous();
            IValueVector stack = new IValueVector(new IValue(cast), new IValue());
            Operators.PACK.callBoxed(stack);
            IValue noBias = new IValue();
            IValue added =
                    bias == null ? noBias : new IValue(bias.detach().to(precision.type()).clone());
            return new PackedLinear(
                    precision,
                    new IValue(stack.get(0)).retainReference(),
                    added.retainReference(),
                    new IValue(activation.kind).retainReference(),
                    new IValue(activation.algorithm).retainReference());
        }
    }

    @Override
    public Tensor apply(Tensor x) {
        IValue input = new IValue(x.to(precision.type()));
        IValueVector stack =
                new IValueVector(input, weight, bias, kind, Operators.NO_SCALARS, algorithm);
        Operators.LINEAR.callBoxed(stack);
        return stack.get(0).toTensor();
    }

    @Override
    public void close() {
        weight.releaseReference();
        bias.releaseReference();
        kind.releaseReference();
        algorithm.releaseReference();
    }

    private static boolean exists(String operator) {
        try (OperatorName name = new OperatorName(operator, "")) {
            return Dispatcher.singleton().findSchema(name).has_value();
        }
    }

    /// Looked up once, and only where there is oneDNN.
    private static final class Operators {

        static final OperatorHandle PACK = find("mkldnn::_reorder_linear_weight");
        static final OperatorHandle LINEAR = find("mkldnn::_linear_pointwise");
        static final IValue NO_SCALARS = noScalars();

        private static OperatorHandle find(String name) {
            try (PointerScope scope = new PointerScope()) {
                return Dispatcher.singleton().findSchemaOrThrow(name, "").retainReference();
            }
        }

        // The binding cannot make a typed list; a script can.
        private static IValue noScalars() {
            String script =
                    """
                    def no_scalars():
                        scalars : List[Optional[number]] = []
                        return scalars
                    """;
            try (PointerScope scope = new PointerScope()) {
                CompilationUnit unit = compile(script);
                return unit.get_function(new QualifiedName("no_scalars"))
                        .apply(new IValueVector())
                        .retainReference();
            }
        }
    }
}
