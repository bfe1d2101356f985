#include "tests/engine/support/naive_decoder.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace exitscope::test {

namespace {

using Row = std::vector<double>;

/// One model under its own names, as its paper or its published code writes it down.
class Naive
{
public:
    explicit Naive(const FakeCheckpoint& model)
        : m_model(model)
        , m_type(model.config["model_type"])
    { }

    std::vector<Rows> logits(const std::vector<int>& ids, const std::vector<int>& encoded)
    {
        if (m_type == "gpt2")
            return gpt2(ids);
        if (m_type == "llama")
            return llama(ids);
        return m_type == "t5" ? t5(ids, encoded) : bart(ids, encoded);
    }

private:
    const FakeCheckpoint::Tensor& tensor(const std::string& name) const { return m_model.tensors.at(name); }
    bool has(const std::string& name) const { return m_model.tensors.contains(name); }
    std::int64_t number(const char* key) const { return m_model.config.at(key).get<std::int64_t>(); }

    Row row(const std::string& name, std::int64_t at) const
    {
        const auto& t = tensor(name);
        const std::int64_t width = t.shape.back();
        Row values;
        for (std::int64_t i = 0; i < width; ++i)
            values.push_back(static_cast<double>(t.values[static_cast<std::size_t>(at * width + i)]));
        return values;
    }

    /// x · Wᵀ + b, or x · W + b where the matrix is [in, out].
    Row product(const Row& x, const std::string& stem, bool isInputMajor = false) const
    {
        const auto& w = tensor(stem + ".weight");
        const std::int64_t in = std::ssize(x), out = std::ssize(w.values) / in;
        Row y(static_cast<std::size_t>(out), 0.0);
        for (std::int64_t o = 0; o < out; ++o) {
            double sum = 0;
            for (std::int64_t i = 0; i < in; ++i)
                sum += x[static_cast<std::size_t>(i)]
                    * static_cast<double>(w.values[static_cast<std::size_t>(isInputMajor ? i * out + o : o * in + i)]);
            y[static_cast<std::size_t>(o)] = sum;
        }
        if (has(stem + ".bias"))
            addTo(y, row(stem + ".bias", 0));
        return y;
    }

    Row layerNorm(const Row& x, const std::string& stem, double epsilon) const
    {
        double mean = 0, variance = 0;
        for (const double v : x)
            mean += v / static_cast<double>(x.size());
        for (const double v : x)
            variance += (v - mean) * (v - mean) / static_cast<double>(x.size());
        Row y = row(stem + ".weight", 0);
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] *= (x[i] - mean) / std::sqrt(variance + epsilon);
        addTo(y, row(stem + ".bias", 0));
        return y;
    }

    Row rms(const Row& x, const std::string& stem) const
    {
        double square = 0;
        for (const double v : x)
            square += v * v / static_cast<double>(x.size());
        Row y = row(stem + ".weight", 0);
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] *= x[i] / std::sqrt(square + 1e-6);
        return y;
    }

    static void addTo(Row& x, const Row& y)
    {
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] += y[i];
    }

    static void multiplyBy(Row& x, const Row& y)
    {
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] *= y[i];
    }

    using Bias = std::function<double(std::size_t head, std::int64_t query, std::int64_t key)>;

    /// Attention of every query over the keys that it may see; heads share keys in groups.
    static Rows attend(const Rows& q, const Rows& k, const Rows& v, std::size_t heads, std::size_t keyHeads, double scale,
        bool isCausal, const Bias& bias)
    {
        const std::size_t size = q.front().size() / heads;
        Rows result(q.size(), Row(q.front().size(), 0.0));
        for (std::size_t head = 0; head < heads; ++head) {
            const std::size_t shared = head / (heads / keyHeads) * size;
            for (std::size_t i = 0; i < q.size(); ++i) {
                const std::size_t seen = isCausal ? i + 1 : k.size();
                Row scores;
                for (std::size_t j = 0; j < seen; ++j) {
                    double dot = 0;
                    for (std::size_t d = 0; d < size; ++d)
                        dot += q[i][head * size + d] * k[j][shared + d];
                    scores.push_back(dot * scale
                        + (bias ? bias(head, static_cast<std::int64_t>(i), static_cast<std::int64_t>(j)) : 0));
                }
                const double top = *std::max_element(scores.begin(), scores.end());
                double sum = 0;
                for (double& score : scores)
                    sum += score = std::exp(score - top);
                for (std::size_t j = 0; j < seen; ++j)
                    for (std::size_t d = 0; d < size; ++d)
                        result[i][head * size + d] += scores[j] / sum * v[j][shared + d];
            }
        }
        return result;
    }

    static Rows mapped(const Rows& rows, const std::function<Row(const Row&)>& function)
    {
        Rows result;
        for (const Row& r : rows)
            result.push_back(function(r));
        return result;
    }

    static double geluTanh(double x)
    {
        return 0.5 * x * (1 + std::tanh(std::sqrt(2 / 3.14159265358979323846) * (x + 0.044715 * x * x * x)));
    }
    static double geluErf(double x) { return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0))); }
    static double silu(double x) { return x / (1 + std::exp(-x)); }
    static double relu(double x) { return std::max(x, 0.0); }

    static Row each(Row x, double (*function)(double))
    {
        std::transform(x.begin(), x.end(), x.begin(), function);
        return x;
    }

    std::vector<Rows> gpt2(const std::vector<int>& ids) const
    {
        const auto heads = static_cast<std::size_t>(number("n_head"));
        Rows x;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            x.push_back(row("transformer.wte.weight", ids[i]));
            addTo(x.back(), row("transformer.wpe.weight", static_cast<std::int64_t>(i)));
        }
        const std::size_t hidden = x.front().size();
        std::vector<Rows> all;
        for (std::int64_t layer = 0; layer < number("n_layer"); ++layer) {
            const std::string stem = "transformer.h." + std::to_string(layer) + '.';
            Rows q, k, v;
            for (const Row& r : x) {
                const Row fused = product(layerNorm(r, stem + "ln_1", 1e-5), stem + "attn.c_attn", true);
                const auto part = [&](std::size_t at) { return Row(&fused[at * hidden], &fused[at * hidden] + hidden); };
                q.push_back(part(0));
                k.push_back(part(1));
                v.push_back(part(2));
            }
            const double scale = 1 / std::sqrt(static_cast<double>(hidden / heads));
            const Rows context = attend(q, k, v, heads, heads, scale, true, {});
            for (std::size_t i = 0; i < x.size(); ++i) {
                addTo(x[i], product(context[i], stem + "attn.c_proj", true));
                const Row up = product(layerNorm(x[i], stem + "ln_2", 1e-5), stem + "mlp.c_fc", true);
                addTo(x[i], product(each(up, geluTanh), stem + "mlp.c_proj", true));
            }
            all.push_back(mapped(x, [&](const Row& r) {
                return product(layerNorm(r, "transformer.ln_f", 1e-5), "transformer.wte");
            }));
        }
        return all;
    }

    /// Complex numbers made of the two halves of a head, turned by position · base^(−2i/d).
    static void rotate(Row& x, std::size_t heads, std::int64_t position)
    {
        const std::size_t size = x.size() / heads;
        for (std::size_t head = 0; head < heads; ++head)
            for (std::size_t i = 0; i < size / 2; ++i) {
                const double angle = static_cast<double>(position)
                    / std::pow(10000.0, 2 * static_cast<double>(i) / static_cast<double>(size));
                double& a = x[head * size + i];
                double& b = x[head * size + i + size / 2];
                const double real = a * std::cos(angle) - b * std::sin(angle);
                b = a * std::sin(angle) + b * std::cos(angle);
                a = real;
            }
    }

    std::vector<Rows> llama(const std::vector<int>& ids) const
    {
        const auto heads = static_cast<std::size_t>(number("num_attention_heads"));
        const auto keyHeads = static_cast<std::size_t>(number("num_key_value_heads"));
        Rows x = words(ids, "model.embed_tokens.weight");
        std::vector<Rows> all;
        for (std::int64_t layer = 0; layer < number("num_hidden_layers"); ++layer) {
            const std::string stem = "model.layers." + std::to_string(layer) + '.';
            Rows q, k, v;
            for (std::size_t i = 0; i < x.size(); ++i) {
                const Row in = rms(x[i], stem + "input_layernorm");
                q.push_back(product(in, stem + "self_attn.q_proj"));
                k.push_back(product(in, stem + "self_attn.k_proj"));
                v.push_back(product(in, stem + "self_attn.v_proj"));
                rotate(q.back(), heads, static_cast<std::int64_t>(i));
                rotate(k.back(), keyHeads, static_cast<std::int64_t>(i));
            }
            const double scale = 1 / std::sqrt(static_cast<double>(number("head_dim")));
            const Rows context = attend(q, k, v, heads, keyHeads, scale, true, {});
            for (std::size_t i = 0; i < x.size(); ++i) {
                addTo(x[i], product(context[i], stem + "self_attn.o_proj"));
                const Row in = rms(x[i], stem + "post_attention_layernorm");
                Row up = product(in, stem + "mlp.up_proj");
                multiplyBy(up, each(product(in, stem + "mlp.gate_proj"), silu));
                addTo(x[i], product(up, stem + "mlp.down_proj"));
            }
            const std::string head = has("lm_head.weight") ? "lm_head" : "model.embed_tokens";
            all.push_back(mapped(x, [&](const Row& r) { return product(rms(r, "model.norm"), head); }));
        }
        return all;
    }

    /// As in T5's paper: half of the buckets for exact distances, the others ever wider up to the farthest.
    static std::int64_t bucket(std::int64_t offset, bool isBothWays)
    {
        std::int64_t buckets = 8, result = 0;
        if (isBothWays) {
            buckets = 4;
            result = offset > 0 ? 4 : 0;
            offset = std::abs(offset);
        } else {
            offset = std::max<std::int64_t>(-offset, 0);
        }
        const std::int64_t exact = buckets / 2;
        if (offset < exact)
            return result + offset;
        const double wide = std::log(static_cast<double>(offset) / static_cast<double>(exact))
            / std::log(20.0 / static_cast<double>(exact)) * static_cast<double>(buckets - exact);
        return result + std::min(exact + static_cast<std::int64_t>(wide), buckets - 1);
    }

    void t5Attend(Rows& x, const std::string& block, const std::string& name, const Rows* encoded, bool isDecoder) const
    {
        const auto heads = static_cast<std::size_t>(number("num_heads"));
        const Rows in = mapped(x, [&](const Row& r) { return rms(r, block + "layer_norm"); });
        const Rows& from = encoded ? *encoded : in;
        const auto projected = [&](const Rows& rows, const char* part) {
            return mapped(rows, [&](const Row& r) { return product(r, block + name + part); });
        };
        Bias bias;
        if (!encoded)
            bias = [&](std::size_t head, std::int64_t query, std::int64_t key) {
                const std::string table = isDecoder ? "decoder." : "encoder.";
                return row(table + "block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                    bucket(key - query, !isDecoder))[head];
            };
        const Rows context = attend(projected(in, ".q"), projected(from, ".k"), projected(from, ".v"), heads, heads, 1,
            isDecoder && !encoded, bias);
        for (std::size_t i = 0; i < x.size(); ++i)
            addTo(x[i], product(context[i], block + name + ".o"));
    }

    void t5Feed(Rows& x, const std::string& block) const
    {
        const std::string dense = block + "DenseReluDense.";
        for (Row& r : x) {
            const Row in = rms(r, block + "layer_norm");
            Row up;
            if (has(dense + "wi.weight")) {
                up = each(product(in, dense + "wi"), relu);
            } else {
                up = each(product(in, dense + "wi_0"), geluTanh);
                multiplyBy(up, product(in, dense + "wi_1"));
            }
            addTo(r, product(up, dense + "wo"));
        }
    }

    Rows words(const std::vector<int>& ids, const std::string& table) const
    {
        Rows x;
        for (const int id : ids)
            x.push_back(row(table, id));
        return x;
    }

    std::vector<Rows> t5(const std::vector<int>& ids, const std::vector<int>& encodedIds) const
    {
        Rows encoded = words(encodedIds, "shared.weight");
        for (std::int64_t layer = 0; layer < number("num_layers"); ++layer) {
            const std::string stem = "encoder.block." + std::to_string(layer) + '.';
            t5Attend(encoded, stem + "layer.0.", "SelfAttention", nullptr, false);
            t5Feed(encoded, stem + "layer.1.");
        }
        encoded = mapped(encoded, [&](const Row& r) { return rms(r, "encoder.final_layer_norm"); });
        Rows x = words(ids, "shared.weight");
        std::vector<Rows> all;
        for (std::int64_t layer = 0; layer < number("num_decoder_layers"); ++layer) {
            const std::string stem = "decoder.block." + std::to_string(layer) + '.';
            t5Attend(x, stem + "layer.0.", "SelfAttention", nullptr, true);
            t5Attend(x, stem + "layer.1.", "EncDecAttention", &encoded, true);
            t5Feed(x, stem + "layer.2.");
            all.push_back(mapped(x, [&](const Row& r) {
                Row state = rms(r, "decoder.final_layer_norm");
                if (has("lm_head.weight"))
                    return product(state, "lm_head");
                for (double& v : state)
                    v /= std::sqrt(static_cast<double>(number("d_model")));
                return product(state, "shared");
            }));
        }
        return all;
    }

    void bartAttend(Rows& x, const std::string& stem, const Rows* encoded, bool isCausal) const
    {
        const auto heads = static_cast<std::size_t>(number("decoder_attention_heads"));
        const Rows& from = encoded ? *encoded : x;
        const auto projected = [&](const Rows& rows, const char* part) {
            return mapped(rows, [&](const Row& r) { return product(r, stem + part); });
        };
        const double scale = 1 / std::sqrt(static_cast<double>(x.front().size() / heads));
        const Rows context = attend(projected(x, ".q_proj"), projected(from, ".k_proj"), projected(from, ".v_proj"), heads,
            heads, scale, isCausal, {});
        for (std::size_t i = 0; i < x.size(); ++i) {
            addTo(x[i], product(context[i], stem + ".out_proj"));
            x[i] = layerNorm(x[i], stem + "_layer_norm", 1e-5);
        }
    }

    void bartFeed(Rows& x, const std::string& stem) const
    {
        for (Row& r : x) {
            addTo(r, product(each(product(r, stem + "fc1"), geluErf), stem + "fc2"));
            r = layerNorm(r, stem + "final_layer_norm", 1e-5);
        }
    }

    Rows bartWords(const std::vector<int>& ids, const std::string& tower) const
    {
        Rows x;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Row word = row("model.shared.weight", ids[i]);
            for (double& v : word)
                v *= std::sqrt(static_cast<double>(number("d_model")));
            addTo(word, row(tower + "embed_positions.weight", static_cast<std::int64_t>(i) + 2));
            x.push_back(layerNorm(word, tower + "layernorm_embedding", 1e-5));
        }
        return x;
    }

    std::vector<Rows> bart(const std::vector<int>& ids, const std::vector<int>& encodedIds) const
    {
        Rows encoded = bartWords(encodedIds, "model.encoder.");
        for (std::int64_t layer = 0; layer < number("encoder_layers"); ++layer) {
            const std::string stem = "model.encoder.layers." + std::to_string(layer) + '.';
            bartAttend(encoded, stem + "self_attn", nullptr, false);
            bartFeed(encoded, stem);
        }
        Rows x = bartWords(ids, "model.decoder.");
        std::vector<Rows> all;
        for (std::int64_t layer = 0; layer < number("decoder_layers"); ++layer) {
            const std::string stem = "model.decoder.layers." + std::to_string(layer) + '.';
            bartAttend(x, stem + "self_attn", nullptr, true);
            bartAttend(x, stem + "encoder_attn", &encoded, false);
            bartFeed(x, stem);
            all.push_back(mapped(x, [&](const Row& r) {
                Row logits = product(r, "model.shared");
                addTo(logits, row("final_logits_bias", 0));
                return logits;
            }));
        }
        return all;
    }

    const FakeCheckpoint& m_model;
    std::string m_type;
};

} // namespace

std::vector<Rows> naiveLogits(
    const FakeCheckpoint& model, const std::vector<int>& ids, const std::vector<int>& encoded)
{
    return Naive(model).logits(ids, encoded);
}

} // namespace exitscope::test
