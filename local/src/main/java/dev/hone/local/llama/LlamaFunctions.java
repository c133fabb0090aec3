package dev.hone.local.llama;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;

import org.jspecify.annotations.Nullable;

/// The C functions of llama.cpp that are used, as `llama.h` of the version in the class path's
/// natives declares them. Names are theirs. [NativeCode] binds them and checks the structures.
///
/// A wrong argument ends the process: only this package calls them.
final class LlamaFunctions {

    private LlamaFunctions() {}

    static native void llama_backend_init();

    static native void llama_log_set(LogCallback callback, @Nullable Pointer data);

    static native ModelParams.ByValue llama_model_default_params();

    static native ContextParams.ByValue llama_context_default_params();

    static native @Nullable Pointer llama_model_load_from_file(
            byte[] path, ModelParams.ByValue params);

    static native void llama_model_free(Pointer model);

    static native Pointer llama_model_get_vocab(Pointer model);

    static native int llama_vocab_n_tokens(Pointer vocab);

    static native byte llama_vocab_is_eog(Pointer vocab, int token);

    static native int llama_tokenize(
            Pointer vocab,
            byte[] text,
            int length,
            int[] tokens,
            int most,
            boolean addSpecial,
            boolean parseSpecial);

    static native int llama_token_to_piece(
            Pointer vocab, int token, byte[] buffer, int length, int leftStrip, boolean special);

    static native int llama_chat_apply_template(
            byte[] template,
            Pointer messages,
            long count,
            boolean addAssistant,
            byte[] buffer,
            int length);

    static native @Nullable Pointer llama_init_from_model(
            Pointer model, ContextParams.ByValue params);

    static native void llama_free(Pointer context);

    static native int llama_decode(Pointer context, Batch.ByValue batch);

    static native Pointer llama_get_logits_ith(Pointer context, int index);

    static native byte llama_kv_self_seq_rm(Pointer context, int sequence, int from, int to);

    static native void llama_kv_self_seq_cp(
            Pointer context, int source, int target, int from, int to);

    static native void llama_kv_self_clear(Pointer context);

    static native void llama_kv_self_defrag(Pointer context);

    static native void llama_kv_self_update(Pointer context);

    /// Told what llama.cpp has to say.
    interface LogCallback extends Callback {

        void invoke(int level, Pointer text, @Nullable Pointer data);
    }

    /// `struct llama_model_params`.
    @Structure.FieldOrder({
        "devices",
        "n_gpu_layers",
        "split_mode",
        "main_gpu",
        "tensor_split",
        "progress_callback",
        "progress_callback_user_data",
        "kv_overrides",
        "vocab_only",
        "use_mmap",
        "use_mlock",
        "check_tensors"
    })
    public static class ModelParams extends Structure {
        public @Nullable Pointer devices;
        public int n_gpu_layers;
        public int split_mode;
        public int main_gpu;
        public @Nullable Pointer tensor_split;
        public @Nullable Pointer progress_callback;
        public @Nullable Pointer progress_callback_user_data;
        public @Nullable Pointer kv_overrides;
        public byte vocab_only;
        public byte use_mmap;
        public byte use_mlock;
        public byte check_tensors;

        /// As an argument.
        public static final class ByValue extends ModelParams implements Structure.ByValue {}
    }

    /// `struct llama_context_params`.
    @Structure.FieldOrder({
        "n_ctx",
        "n_batch",
        "n_ubatch",
        "n_seq_max",
        "n_threads",
        "n_threads_batch",
        "rope_scaling_type",
        "pooling_type",
        "attention_type",
        "rope_freq_base",
        "rope_freq_scale",
        "yarn_ext_factor",
        "yarn_attn_factor",
        "yarn_beta_fast",
        "yarn_beta_slow",
        "yarn_orig_ctx",
        "defrag_thold",
        "cb_eval",
        "cb_eval_user_data",
        "type_k",
        "type_v",
        "logits_all",
        "embeddings",
        "offload_kqv",
        "flash_attn",
        "no_perf",
        "abort_callback",
        "abort_callback_data"
    })
    public static class ContextParams extends Structure {
        public int n_ctx;
        public int n_batch;
        public int n_ubatch;
        public int n_seq_max;
        public int n_threads;
        public int n_threads_batch;
        public int rope_scaling_type;
        public int pooling_type;
        public int attention_type;
        public float rope_freq_base;
        public float rope_freq_scale;
        public float yarn_ext_factor;
        public float yarn_attn_factor;
        public float yarn_beta_fast;
        public float yarn_beta_slow;
        public int yarn_orig_ctx;
        public float defrag_thold;
        public @Nullable Pointer cb_eval;
        public @Nullable Pointer cb_eval_user_data;
        public int type_k;
        public int type_v;
        public byte logits_all;
        public byte embeddings;
        public byte offload_kqv;
        public byte flash_attn;
        public byte no_perf;
        public @Nullable Pointer abort_callback;
        public @Nullable Pointer abort_callback_data;

        /// As an argument.
        public static final class ByValue extends ContextParams implements Structure.ByValue {}
    }

    /// `struct llama_batch`.
    @Structure.FieldOrder({"n_tokens", "token", "embd", "pos", "n_seq_id", "seq_id", "logits"})
    public static class Batch extends Structure {
        public int n_tokens;
        public @Nullable Pointer token;
        public @Nullable Pointer embd;
        public @Nullable Pointer pos;
        public @Nullable Pointer n_seq_id;
        public @Nullable Pointer seq_id;
        public @Nullable Pointer logits;

        /// As an argument.
        public static final class ByValue extends Batch implements Structure.ByValue {}
    }
}
