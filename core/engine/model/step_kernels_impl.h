// The kernels of decoding, compiled once per instruction set: see vector_impl.h.
#include "core/engine/model/step_kernels.h"
#include "core/engine/model/vector_impl.h"

namespace exitscope::engine::EXITSCOPE_ISA {

namespace {

/// `outputs` matrix rows against `rows` rows, one accumulator for each pair: the sum of a pair has one order whatever the tile.
template <int rows, int outputs>
inline __attribute__((always_inline)) void dotTile(const float* from, const float* weight, std::int64_t in,
    const float* bias, float* to, std::int64_t ldTo)
{
    Floats sum[rows][outputs] = {};
    const std::int64_t whole = in / lanes * lanes, rest = in - whole;
    for (std::int64_t k = 0; k < whole; k += lanes) {
        Floats right[rows];
        for (int r = 0; r < rows; ++r)
            right[r] = load(from + r * in + k);
        for (int o = 0; o < outputs; ++o) {
            const float* at = weight + o * in + k;
            // As many streams as outputs are more than the processor foresees: the lines of the tile after the next are asked for.
            __builtin_prefetch(at + 2 * outputs * in, 0, 2);
            const Floats left = load(at);
            for (int r = 0; r < rows; ++r)
                sum[r][o] += left * right[r];
        }
    }
    if (rest)
        for (int r = 0; r < rows; ++r) {
            const Floats right = loadPart(from + r * in + whole, rest);
            for (int o = 0; o < outputs; ++o)
                sum[r][o] += loadPart(weight + o * in + whole, rest) * right;
        }
    for (int r = 0; r < rows; ++r)
        for (int o = 0; o < outputs; ++o)
            to[r * ldTo + o] = sumOf(sum[r][o]) + (bias ? bias[o] : 0.0f);
}

template <int rows, int outputs>
inline void dotStrip(const MatrixView& m, std::int64_t first, const float* from, float* to, std::int64_t count)
{
    std::int64_t row = 0;
    const float* weight = m.weight + first * m.in;
    const float* bias = m.bias ? m.bias + first : nullptr;
    for (; row + rows <= count; row += rows)
        dotTile<rows, outputs>(from + row * m.in, weight, m.in, bias, to + row * m.out + first, m.out);
    for (; row < count; ++row)
        dotTile<1, outputs>(from + row * m.in, weight, m.in, bias, to + row * m.out + first, m.out);
}

/// Matrix rows are read once, `outputs` at a time, and stay in the first cache for all rows.
template <int rows, int outputs>
inline void multiplyTiled(const MatrixView& m, const float* from, float* to, std::int64_t count)
{
    std::int64_t first = 0;
    for (; first + outputs <= m.out; first += outputs)
        dotStrip<rows, outputs>(m, first, from, to, count);
    for (; first < m.out; ++first)
        dotStrip<rows, 1>(m, first, from, to, count);
}

/// As many accumulators as the registers hold beside the operands: 32 of 512 bits, 16 of fewer.
constexpr bool hasManyRegisters = lanes >= 16;

void multiply(const MatrixView& matrix, const float* from, float* to, std::int64_t rows)
{
    if (rows == 1)
        multiplyTiled<1, 8>(matrix, from, to, rows);
    else if (rows == 2)
        multiplyTiled<2, hasManyRegisters ? 8 : 4>(matrix, from, to, rows);
    else if (rows == 3)
        multiplyTiled<3, hasManyRegisters ? 8 : 3>(matrix, from, to, rows);
    else
        multiplyTiled<4, hasManyRegisters ? 6 : 2>(matrix, from, to, rows);
}

void multiplySome(
    const MatrixView& m, const float* from, const std::int32_t* which, float* to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        dotTile<1, 1>(from, m.weight + which[i] * m.in, m.in, m.bias ? m.bias + which[i] : nullptr, to + i, 1);
}

void normaliseRow(const float* from, float* to, const NormView& norm, std::int64_t width)
{
    const std::int64_t whole = width / lanes * lanes;
    float mean = 0;
    if (!norm.isRms) {
        Floats sum {};
        for (std::int64_t i = 0; i < whole; i += lanes)
            sum += load(from + i);
        float total = sumOf(sum);
        for (std::int64_t i = whole; i < width; ++i)
            total += from[i];
        mean = total / static_cast<float>(width);
    }
    Floats square {};
    for (std::int64_t i = 0; i < whole; i += lanes) {
        const Floats d = load(from + i) - mean;
        square += d * d;
    }
    float variance = sumOf(square);
    for (std::int64_t i = whole; i < width; ++i)
        variance += (from[i] - mean) * (from[i] - mean);
    const float scale = 1.0f / __builtin_sqrtf(variance / static_cast<float>(width) + norm.epsilon);
    for (std::int64_t i = 0; i < whole; i += lanes) {
        const Floats v = (load(from + i) - mean) * scale * load(norm.weight + i);
        store(to + i, norm.bias ? v + load(norm.bias + i) : v);
    }
    for (std::int64_t i = whole; i < width; ++i)
        to[i] = (from[i] - mean) * scale * norm.weight[i] + (norm.bias ? norm.bias[i] : 0.0f);
}

void normalise(const float* from, float* to, const NormView& norm, std::int64_t rows, std::int64_t width)
{
    for (std::int64_t row = 0; row < rows; ++row)
        normaliseRow(from + row * width, to + row * width, norm, width);
}

void add(float* to, const float* from, std::int64_t count)
{
    const std::int64_t whole = count / lanes * lanes;
    for (std::int64_t i = 0; i < whole; i += lanes)
        store(to + i, load(to + i) + load(from + i));
    for (std::int64_t i = whole; i < count; ++i)
        to[i] += from[i];
}

inline __attribute__((always_inline)) Floats silu(Floats x) { return x / (1.0f + exponential(-x)); }

template <Floats (*function)(Floats)>
inline void applyTo(float* values, const float* gate, std::int64_t count)
{
    const std::int64_t whole = count / lanes * lanes, rest = count - whole;
    for (std::int64_t i = 0; i < whole; i += lanes)
        store(values + i, gate ? load(values + i) * function(load(gate + i)) : function(load(values + i)));
    if (rest) {
        const Floats v = loadPart(values + whole, rest);
        storePart(values + whole, gate ? v * function(loadPart(gate + whole, rest)) : function(v), rest);
    }
}

void activateGated(float* values, const float* gate, StepActivation kind, std::int64_t count)
{
    switch (kind) {
    case StepActivation::GeluErf:
        applyTo<geluErf>(values, gate, count);
        break;
    case StepActivation::GeluTanh:
        applyTo<geluTanh>(values, gate, count);
        break;
    case StepActivation::Relu:
        applyTo<relu>(values, gate, count);
        break;
    case StepActivation::Silu:
        applyTo<silu>(values, gate, count);
        break;
    }
}

void activate(float* values, StepActivation kind, std::int64_t count)
{
    activateGated(values, nullptr, kind, count);
}

inline float dot(const float* a, const float* b, std::int64_t size)
{
    Floats sum {};
    const std::int64_t whole = size / lanes * lanes;
    for (std::int64_t i = 0; i < whole; i += lanes)
        sum += load(a + i) * load(b + i);
    float total = whole ? sumOf(sum) : 0.0f;
    for (std::int64_t i = whole; i < size; ++i)
        total += a[i] * b[i];
    return total;
}

/// softmax of scores [count], in place.
void softmaxScores(float* scores, std::int64_t count)
{
    const float lowest = -__builtin_inff();
    const std::int64_t padded = (count + lanes - 1) / lanes * lanes;
    for (std::int64_t i = count; i < padded; ++i)
        scores[i] = lowest;
    Floats best = load(scores);
    for (std::int64_t i = lanes; i < padded; i += lanes) {
        const Floats v = load(scores + i);
        best = v > best ? v : best;
    }
    const float top = maxOf(best);
    Floats sum {};
    for (std::int64_t i = 0; i < padded; i += lanes) {
        const Floats v = load(scores + i);
        const Floats e = v == lowest ? Floats {} : exponential(v - top);
        store(scores + i, e);
        sum += e;
    }
    const float scale = 1.0f / sumOf(sum);
    for (std::int64_t i = 0; i < padded; i += lanes)
        store(scores + i, load(scores + i) * scale);
}

/// Σ scores · values, some lanes of a head at a time.
inline void mixValues(const float* scores, const float* values, float* to, std::int64_t count, std::int64_t size)
{
    std::int64_t i = 0;
    for (; i + 4 * lanes <= size; i += 4 * lanes) {
        Floats sum[4] = {};
        for (std::int64_t at = 0; at < count; ++at)
            for (int v = 0; v < 4; ++v)
                sum[v] += scores[at] * load(values + at * size + i + v * lanes);
        for (int v = 0; v < 4; ++v)
            store(to + i + v * lanes, sum[v]);
    }
    for (; i < size; i += lanes) {
        const std::int64_t width = size - i < lanes ? size - i : lanes;
        Floats sum {};
        for (std::int64_t at = 0; at < count; ++at) {
            const float* from = values + at * size + i;
            sum += scores[at] * (width == lanes ? load(from) : loadPart(from, width));
        }
        width == lanes ? store(to + i, sum) : storePart(to + i, sum, width);
    }
}

void attend(const AttendTask& task)
{
    const std::int64_t group = task.heads / task.keyHeads;
    for (std::int64_t head = 0; head < task.heads; ++head) {
        const std::int64_t block = head / group * task.capacity * task.size;
        const float* query = task.query + head * task.size;
        const float* bias = task.bias ? task.bias + head * task.biasStride : nullptr;
        for (std::int64_t at = 0; at < task.count; ++at) {
            const float score = dot(query, task.keys + block + at * task.size, task.size) * task.scale;
            task.scores[at] = bias ? score + bias[at] : score;
        }
        softmaxScores(task.scores, task.count);
        mixValues(task.scores, task.values + block, task.output + head * task.size, task.count, task.size);
    }
}

} // namespace

extern const StepKernels stepKernels;
const StepKernels stepKernels { .name = EXITSCOPE_ISA_NAME,
    .multiply = multiply,
    .multiplySome = multiplySome,
    .normalise = normalise,
    .add = add,
    .activate = activate,
    .activateGated = activateGated,
    .attend = attend };

} // namespace exitscope::engine::EXITSCOPE_ISA
