package dev.hone.policy.decoder;

import static org.bytedeco.pytorch.global.torch.compile;

import dev.hone.policy.libtorch.Linear;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All layers of a small network for one new slot of one row, in 32 bits. In libtorch's own script,
/// because such a network spends half of its time on calls when Java makes each of them. The same
/// function as [Layer]. Thread-safe.
final class OneRow implements AutoCloseable {

    private static final String SCRIPT =
            """
            def one(x: Tensor) -> List[Tensor]:
                return [x]

            def more(list: List[Tensor], x: Tensor):
                list.append(x)

            def layers(x: Tensor, w: List[Tensor], cache: Tensor, heads: int, at: int) -> Tensor:
                d = x.size(0)
                e = d // heads
                scale = float(e) ** -0.5
                for layer in range(cache.size(0)):
                    i = 12 * layer
                    read = torch.layer_norm(x, [d], w[i], w[i + 1], 1e-5)
                    qkv = torch.addmv(w[i + 3], w[i + 2], read).view([3, 1, heads, 1, e])
                    both = cache.select(0, layer)
                    both.narrow(3, at, 1).copy_(qkv.narrow(0, 1, 2))
                    keys, values = both.narrow(3, 0, at + 1).unbind(0)
                    scores = (keys * (qkv.select(0, 0) * scale)).sum(3, keepdim=True)
                    mixed = (values * torch.softmax(scores, 2)).sum(2).view([d])
                    x = x + torch.addmv(w[i + 5], w[i + 4], mixed)
                    read = torch.layer_norm(x, [d], w[i + 6], w[i + 7], 1e-5)
                    inner = torch.addmv(w[i + 9], w[i + 8], read)
                    inner = torch.gelu(inner, approximate="tanh")
                    x = x + torch.addmv(w[i + 11], w[i + 10], inner)
                return x
            """;

    private final CompilationUnit unit;
    private final Function layers;
    private final IValue weights;
    private final IValue heads;

    /// @param tensors of the network, copied
    OneRow(Map<String, Tensor> tensors, int heads) {
        try (PointerScope scope = new PointerScope()) {
            unit = compile(SCRIPT).retainReference();
            layers = unit.get_function(new QualifiedName("layers")).retainReference();
            List<Tensor> all = new ArrayList<>();
            for (int layer = 0; tensors.containsKey("h." + layer + ".ln_1.weight"); layer++) {
                String h = "h." + layer;
                norm(all, tensors, h + ".ln_1");
                linear(all, tensors, h + ".attn.c_attn");
                linear(all, tensors, h + ".attn.c_proj");
                norm(all, tensors, h + ".ln_2");
                linear(all, tensors, h + ".mlp.c_fc");
                linear(all, tensors, h + ".mlp.c_proj");
            }
            weights = list(all).retainReference();
            this.heads = new IValue((long) heads).retainReference();
        }
    }

    /// Whether this is the quickest way for such a network.
    static boolean suits(Map<String, Tensor> tensors, Precision precision) {
        Tensor widest = Norm.tensor(tensors, "h.0.mlp.c_fc.weight");
        return precision == Precision.FLOAT32 && !widest.is_cuda() && Linear.isSmall(widest);
    }

    /// @param x the new slot's state [1, d]
    /// @param at its place in the cache
    /// @return [1, d]
    Tensor apply(Tensor x, int at, Cache cache) {
        IValueVector arguments =
                new IValueVector(
                        new IValue(x.select(0, 0)),
                        weights,
                        new IValue(cache.all()),
                        heads,
                        new IValue((long) at));
        return layers.apply(arguments).toTensor().unsqueeze(0);
    }

    @Override
    public void close() {
        weights.close();
        heads.close();
        layers.close();
        unit.close();
    }

    // The binding cannot make a typed list; a script can.
    private IValue list(List<Tensor> tensors) {
        Function one = unit.get_function(new QualifiedName("one"));
        Function more = unit.get_function(new QualifiedName("more"));
        IValue list = one.apply(new IValueVector(new IValue(tensors.getFirst())));
        for (Tensor tensor : tensors.subList(1, tensors.size())) {
            more.apply(new IValueVector(list, new IValue(tensor)));
        }
        return list;
    }

    private static void norm(List<Tensor> all, Map<String, Tensor> tensors, String name) {
        all.add(own(Norm.tensor(tensors, name + ".weight")));
        all.add(own(Norm.tensor(tensors, name + ".bias")));
    }

    /// GPT-2 keeps its weights [in, out].
    private static void linear(List<Tensor> all, Map<String, Tensor> tensors, String name) {
        all.add(own(Norm.tensor(tensors, name + ".weight").t()));
        all.add(own(Norm.tensor(tensors, name + ".bias")));
    }

    private static Tensor own(Tensor tensor) {
        return tensor.to(ScalarType.Float).clone().contiguous();
    }
}
