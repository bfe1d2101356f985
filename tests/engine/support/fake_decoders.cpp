#include "tests/engine/support/naive_decoder.h"

namespace exitscope::test {

namespace {

void addRms(FakeCheckpoint& fake, const std::string& stem, std::int64_t size)
{
    fake.addNorm(stem, size);
    fake.tensors.erase(stem + ".bias");
}

/// Matrices whose products neither die out nor explode over the layers.
void addMatrix(FakeCheckpoint& fake, const std::string& name, std::int64_t out, std::int64_t in)
{
    fake.add(name, { out, in }, 0.25F);
}

} // namespace

FakeCheckpoint fakeGpt2(const FakeDecoderShape& s)
{
    FakeCheckpoint fake;
    fake.config = { { "model_type", "gpt2" }, { "n_embd", s.hidden }, { "n_layer", s.layers }, { "n_head", s.heads },
        { "n_inner", s.feedForward }, { "n_positions", s.positions }, { "vocab_size", s.vocabulary },
        { "activation_function", "gelu_new" }, { "layer_norm_epsilon", 1e-5 }, { "eos_token_id", s.vocabulary - 1 } };
    fake.add("transformer.wte.weight", { s.vocabulary, s.hidden }, 0.4F);
    fake.add("transformer.wpe.weight", { s.positions, s.hidden });
    for (std::int64_t layer = 0; layer < s.layers; ++layer) {
        const std::string stem = "transformer.h." + std::to_string(layer) + '.';
        const auto conv = [&](const char* name, std::int64_t in, std::int64_t out) {
            addMatrix(fake, stem + name + ".weight", in, out);
            fake.add(stem + name + ".bias", { out }, 0.1F);
        };
        fake.addNorm(stem + "ln_1", s.hidden);
        conv("attn.c_attn", s.hidden, 3 * s.hidden);
        conv("attn.c_proj", s.hidden, s.hidden);
        fake.addNorm(stem + "ln_2", s.hidden);
        conv("mlp.c_fc", s.hidden, s.feedForward);
        conv("mlp.c_proj", s.feedForward, s.hidden);
        fake.add(stem + "attn.bias", { 1, 1, 4, 4 }); // the mask that old files hold
    }
    fake.addNorm("transformer.ln_f", s.hidden);
    return fake;
}

FakeCheckpoint fakeLlama(const FakeDecoderShape& s, bool isTied)
{
    FakeCheckpoint fake;
    fake.config = { { "model_type", "llama" }, { "hidden_size", s.hidden }, { "num_hidden_layers", s.layers },
        { "num_attention_heads", s.heads }, { "num_key_value_heads", s.keyHeads }, { "head_dim", s.headSize },
        { "intermediate_size", s.feedForward }, { "max_position_embeddings", s.positions },
        { "vocab_size", s.vocabulary }, { "hidden_act", "silu" }, { "rms_norm_eps", 1e-6 }, { "rope_theta", 10000.0 },
        { "tie_word_embeddings", isTied }, { "bos_token_id", 1 }, { "eos_token_id", { s.vocabulary - 1, 2 } } };
    fake.add("model.embed_tokens.weight", { s.vocabulary, s.hidden }, 0.4F);
    for (std::int64_t layer = 0; layer < s.layers; ++layer) {
        const std::string stem = "model.layers." + std::to_string(layer) + '.';
        addRms(fake, stem + "input_layernorm", s.hidden);
        addMatrix(fake, stem + "self_attn.q_proj.weight", s.heads * s.headSize, s.hidden);
        addMatrix(fake, stem + "self_attn.k_proj.weight", s.keyHeads * s.headSize, s.hidden);
        addMatrix(fake, stem + "self_attn.v_proj.weight", s.keyHeads * s.headSize, s.hidden);
        addMatrix(fake, stem + "self_attn.o_proj.weight", s.hidden, s.heads * s.headSize);
        addRms(fake, stem + "post_attention_layernorm", s.hidden);
        addMatrix(fake, stem + "mlp.gate_proj.weight", s.feedForward, s.hidden);
        addMatrix(fake, stem + "mlp.up_proj.weight", s.feedForward, s.hidden);
        addMatrix(fake, stem + "mlp.down_proj.weight", s.hidden, s.feedForward);
    }
    addRms(fake, "model.norm", s.hidden);
    if (!isTied)
        addMatrix(fake, "lm_head.weight", s.vocabulary, s.hidden);
    return fake;
}

FakeCheckpoint fakeT5(const FakeDecoderShape& s, bool isGated)
{
    FakeCheckpoint fake;
    fake.config = { { "model_type", "t5" }, { "d_model", s.hidden }, { "d_kv", s.headSize }, { "d_ff", s.feedForward },
        { "num_layers", 2 }, { "num_decoder_layers", s.layers }, { "num_heads", s.heads },
        { "relative_attention_num_buckets", 8 }, { "relative_attention_max_distance", 20 },
        { "vocab_size", s.vocabulary }, { "layer_norm_epsilon", 1e-6 },
        { "feed_forward_proj", isGated ? "gated-gelu" : "relu" }, { "tie_word_embeddings", !isGated },
        { "pad_token_id", 0 }, { "eos_token_id", 1 }, { "decoder_start_token_id", 0 } };
    fake.add("shared.weight", { s.vocabulary, s.hidden }, 0.5F);
    const std::int64_t width = s.heads * s.headSize;
    for (const char* tower : { "encoder.", "decoder." }) {
        const bool isDecoder = tower[0] == 'd';
        const std::int64_t layers = isDecoder ? s.layers : 2;
        for (std::int64_t layer = 0; layer < layers; ++layer) {
            const std::string stem = tower + ("block." + std::to_string(layer)) + '.';
            const auto attention = [&](const std::string& block, const std::string& name) {
                for (const char* part : { ".q", ".k", ".v" })
                    addMatrix(fake, block + name + part + ".weight", width, s.hidden);
                addMatrix(fake, block + name + ".o.weight", s.hidden, width);
                addRms(fake, block + "layer_norm", s.hidden);
            };
            attention(stem + "layer.0.", "SelfAttention");
            if (isDecoder)
                attention(stem + "layer.1.", "EncDecAttention");
            const std::string feed = stem + (isDecoder ? "layer.2." : "layer.1.");
            for (const char* part : { "wi_0", "wi_1" })
                if (isGated || part[3] == '1')
                    addMatrix(fake, feed + "DenseReluDense." + (isGated ? part : "wi") + ".weight", s.feedForward, s.hidden);
            addMatrix(fake, feed + "DenseReluDense.wo.weight", s.hidden, s.feedForward);
            addRms(fake, feed + "layer_norm", s.hidden);
        }
        fake.add(std::string(tower) + "block.0.layer.0.SelfAttention.relative_attention_bias.weight", { 8, s.heads }, 0.5F);
        addRms(fake, std::string(tower) + "final_layer_norm", s.hidden);
    }
    if (isGated)
        addMatrix(fake, "lm_head.weight", s.vocabulary, s.hidden);
    return fake;
}

FakeCheckpoint fakeBart(const FakeDecoderShape& s)
{
    FakeCheckpoint fake;
    fake.config = { { "model_type", "bart" }, { "d_model", s.hidden }, { "encoder_layers", 2 },
        { "decoder_layers", s.layers }, { "encoder_attention_heads", s.heads }, { "decoder_attention_heads", s.heads },
        { "encoder_ffn_dim", s.feedForward }, { "decoder_ffn_dim", s.feedForward + 8 },
        { "activation_function", "gelu" }, { "max_position_embeddings", s.positions }, { "vocab_size", s.vocabulary },
        { "scale_embedding", true }, { "pad_token_id", 1 }, { "bos_token_id", 0 }, { "eos_token_id", 2 },
        { "decoder_start_token_id", 2 } };
    fake.add("model.shared.weight", { s.vocabulary, s.hidden }, 0.3F);
    for (const char* tower : { "model.encoder.", "model.decoder." }) {
        const bool isDecoder = tower[6] == 'd';
        const std::string base(tower);
        fake.add(base + "embed_positions.weight", { s.positions + 2, s.hidden });
        fake.addNorm(base + "layernorm_embedding", s.hidden);
        const std::int64_t width = s.feedForward + (isDecoder ? 8 : 0);
        for (std::int64_t layer = 0; layer < (isDecoder ? s.layers : 2); ++layer) {
            const std::string stem = base + "layers." + std::to_string(layer) + '.';
            for (const std::string name : { "self_attn", "encoder_attn" }) {
                if (name == "encoder_attn" && !isDecoder)
                    continue;
                for (const char* part : { ".q_proj", ".k_proj", ".v_proj", ".out_proj" })
                    fake.addLinear(stem + name + part, s.hidden, s.hidden);
                fake.addNorm(stem + name + "_layer_norm", s.hidden);
            }
            fake.addLinear(stem + "fc1", width, s.hidden);
            fake.addLinear(stem + "fc2", s.hidden, width);
            fake.addNorm(stem + "final_layer_norm", s.hidden);
        }
    }
    fake.add("final_logits_bias", { 1, s.vocabulary }, 0.3F);
    return fake;
}

} // namespace exitscope::test
