// The row kernels, written once with GCC's vector types and compiled once per instruction set: the including
// file sets EXITSCOPE_ISA (a namespace) and EXITSCOPE_LANES (floats in a vector). It must include nothing
// that defines inline functions of the library: the linker might keep the copy with the wrong instructions
// for everyone.
#include "core/engine/model/row_kernels.h"

namespace exitscope::engine::EXITSCOPE_ISA {

namespace {

constexpr std::int64_t lanes = EXITSCOPE_LANES;
typedef float Floats __attribute__((vector_size(EXITSCOPE_LANES * 4)));
typedef std::int32_t Ints __attribute__((vector_size(EXITSCOPE_LANES * 4)));
typedef std::uint32_t Bits __attribute__((vector_size(EXITSCOPE_LANES * 4)));
typedef std::uint16_t Shorts __attribute__((vector_size(EXITSCOPE_LANES * 2)));

inline __attribute__((always_inline)) Floats spread(float value) { return value - Floats {}; }

inline __attribute__((always_inline)) Floats load(const float* from)
{
    Floats v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

inline __attribute__((always_inline)) Floats load(const BFloat16* from)
{
    Shorts s;
    __builtin_memcpy(&s, from, sizeof s);
    return (Floats)(__builtin_convertvector(s, Bits) << 16);
}

inline __attribute__((always_inline)) void store(float* to, Floats v) { __builtin_memcpy(to, &v, sizeof v); }

/// Rounds to the nearest bfloat16, ties to even; a NaN stays one.
inline __attribute__((always_inline)) void store(BFloat16* to, Floats v)
{
    const Bits bits = (Bits)v;
    const Bits rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    const Shorts s = __builtin_convertvector(v == v ? rounded : (bits >> 16) | 0x40, Shorts);
    __builtin_memcpy(to, &s, sizeof s);
}

/// The last count < lanes elements of a row; the others are zero.
template <typename T> inline Floats loadPart(const T* from, std::int64_t count)
{
    T padded[lanes] = {};
    __builtin_memcpy(padded, from, static_cast<std::size_t>(count) * sizeof(T));
    return load(padded);
}

template <typename T> inline void storePart(T* to, Floats v, std::int64_t count)
{
    T padded[lanes];
    store(padded, v);
    __builtin_memcpy(to, padded, static_cast<std::size_t>(count) * sizeof(T));
}

inline float sumOf(Floats v)
{
    float sum = 0;
    for (std::int64_t lane = 0; lane < lanes; ++lane)
        sum += v[lane];
    return sum;
}

inline float maxOf(Floats v)
{
    float best = v[0];
    for (std::int64_t lane = 1; lane < lanes; ++lane)
        best = v[lane] > best ? v[lane] : best;
    return best;
}

/// e^x to 2 ulp: 2^n · e^r with |r| ≤ ln 2 / 2, its Taylor series to the seventh power. Saturates at e^±87.
inline __attribute__((always_inline)) Floats exponential(Floats x)
{
    x = x > 87.0f ? spread(87.0f) : x;
    x = x < -87.0f ? spread(-87.0f) : x;
    const Floats scaled = x * 1.44269504f;
    const Ints n = __builtin_convertvector(scaled + (scaled > 0.0f ? spread(0.5f) : spread(-0.5f)), Ints);
    const Floats count = __builtin_convertvector(n, Floats);
    const Floats r = (x - count * 0.693359375f) + count * 2.12194440e-4f; // ln 2 in two parts
    Floats p = spread(1.0f / 5040);
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    return p * (Floats)((n + 127) << 23);
}

/// x·Φ(x) with erf of Abramowitz and Stegun 7.1.26 (error below 1.5e-7), without cancellation in either tail.
inline __attribute__((always_inline)) Floats geluErf(Floats x)
{
    const Floats z = (x < 0.0f ? -x : x) * 0.70710678f;
    const Floats t = 1.0f / (1.0f + 0.3275911f * z);
    Floats p = spread(1.061405429f);
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    const Floats tail = 0.5f * p * t * exponential(-z * z); // 1 − Φ(|x|)
    return x * (x < 0.0f ? tail : 1.0f - tail);
}

/// x/2·(1 + tanh(√(2/π)(x + 0.044715x³))), written with one exponential.
inline __attribute__((always_inline)) Floats geluTanh(Floats x)
{
    const Floats twice = 1.59576912f * (x + 0.044715f * x * x * x);
    return x / (1.0f + exponential(-twice));
}

inline __attribute__((always_inline)) Floats relu(Floats x) { return x > 0.0f ? x : Floats {}; }

/// Mean and variance in two passes over the row, which is in the first cache by then; then scale and shift.
inline void normalise(float* row, const RowNorm& norm, std::int64_t width)
{
    const std::int64_t whole = width / lanes * lanes, rest = width - whole;
    Floats sum {};
    for (std::int64_t i = 0; i < whole; i += lanes)
        sum += load(row + i);
    if (rest)
        sum += loadPart(row + whole, rest);
    const float mean = sumOf(sum) / static_cast<float>(width);
    Floats square {};
    for (std::int64_t i = 0; i < whole; i += lanes) {
        const Floats d = load(row + i) - mean;
        square += d * d;
    }
    float variance = sumOf(square);
    for (std::int64_t i = whole; i < width; ++i)
        variance += (row[i] - mean) * (row[i] - mean);
    const float scale = 1.0f / __builtin_sqrtf(variance / static_cast<float>(width) + norm.epsilon);
    for (std::int64_t i = 0; i < whole; i += lanes)
        store(row + i, (load(row + i) - mean) * scale * load(norm.weight + i) + load(norm.bias + i));
    for (std::int64_t i = whole; i < width; ++i)
        row[i] = (row[i] - mean) * scale * norm.weight[i] + norm.bias[i];
}

void embed(float* state, const float* positions, const std::int32_t* position, const float* types,
    const std::int32_t* type, const RowNorm& norm, std::int64_t rows, std::int64_t width)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        float* at = state + row * width;
        const float* place = positions + position[row] * width;
        const float* segment = types ? types + type[row] * width : nullptr;
        for (std::int64_t i = 0; i < width; ++i)
            at[i] += segment ? place[i] + segment[i] : place[i];
        normalise(at, norm, width);
    }
}

template <typename T>
inline void addNormRow(
    float* state, const T* product, const float* bias, const RowNorm& norm, std::int64_t width)
{
    const std::int64_t whole = width / lanes * lanes, rest = width - whole;
    for (std::int64_t i = 0; i < whole; i += lanes)
        store(state + i, load(state + i) + load(product + i) + load(bias + i));
    if (rest)
        storePart(state + whole,
            loadPart(state + whole, rest) + loadPart(product + whole, rest) + loadPart(bias + whole, rest),
            rest);
    normalise(state, norm, width);
}

void addNorm(float* state, const float* product, const float* bias, const RowNorm& norm, std::int64_t rows,
    std::int64_t width)
{
    for (std::int64_t row = 0; row < rows; ++row)
        addNormRow(state + row * width, product + row * width, bias, norm, width);
}

void toHalf(const float* from, BFloat16* to, std::int64_t count)
{
    const std::int64_t whole = count / lanes * lanes;
    for (std::int64_t i = 0; i < whole; i += lanes)
        store(to + i, load(from + i));
    if (whole < count)
        storePart(to + whole, loadPart(from + whole, count - whole), count - whole);
}

void addNormHalf(float* state, const BFloat16* product, const float* bias, const RowNorm& norm,
    BFloat16* half, std::int64_t rows, std::int64_t width)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        addNormRow(state + row * width, product + row * width, bias, norm, width);
        toHalf(state + row * width, half + row * width, width);
    }
}

template <Floats (*function)(Floats), typename T>
inline void activateRows(T* values, const float* bias, std::int64_t rows, std::int64_t width)
{
    const std::int64_t whole = width / lanes * lanes, rest = width - whole;
    for (std::int64_t row = 0; row < rows; ++row) {
        T* at = values + row * width;
        for (std::int64_t i = 0; i < whole; i += lanes)
            store(at + i, function(load(at + i) + load(bias + i)));
        if (rest)
            storePart(at + whole, function(loadPart(at + whole, rest) + loadPart(bias + whole, rest)), rest);
    }
}

template <typename T>
void activateAny(T* values, const float* bias, RowActivation kind, std::int64_t rows, std::int64_t width)
{
    switch (kind) {
    case RowActivation::GeluErf:
        activateRows<geluErf>(values, bias, rows, width);
        break;
    case RowActivation::GeluTanh:
        activateRows<geluTanh>(values, bias, rows, width);
        break;
    case RowActivation::Relu:
        activateRows<relu>(values, bias, rows, width);
        break;
    }
}

/// C[rows, vectors·lanes] = A[rows, depth] · B[depth, …] with every accumulator in a register.
template <int rows, int vectors>
inline __attribute__((always_inline)) void tile(const float* a, std::int64_t lda, const float* b,
    std::int64_t ldb, float* c, std::int64_t ldc, std::int64_t depth)
{
    Floats sum[rows][vectors] = {};
    for (std::int64_t k = 0; k < depth; ++k) {
        Floats right[vectors];
        for (int v = 0; v < vectors; ++v)
            right[v] = load(b + k * ldb + v * lanes);
        for (int r = 0; r < rows; ++r)
            for (int v = 0; v < vectors; ++v)
                sum[r][v] += a[r * lda + k] * right[v];
    }
    for (int r = 0; r < rows; ++r)
        for (int v = 0; v < vectors; ++v)
            store(c + r * ldc + v * lanes, sum[r][v]);
}

template <int rows>
inline void stripe(const float* a, std::int64_t lda, const float* b, std::int64_t ldb, float* c,
    std::int64_t ldc, std::int64_t columns, std::int64_t depth)
{
    std::int64_t column = 0;
    for (; column + 2 * lanes <= columns; column += 2 * lanes)
        tile<rows, 2>(a, lda, b + column, ldb, c + column, ldc, depth);
    if (column < columns)
        tile<rows, 1>(a, lda, b + column, ldb, c + column, ldc, depth);
}

/// C = A · B for the small matrices of one attention head; `columns` is a multiple of `lanes`.
void multiply(const float* a, std::int64_t lda, const float* b, std::int64_t ldb, float* c, std::int64_t ldc,
    std::int64_t rows, std::int64_t columns, std::int64_t depth)
{
    std::int64_t row = 0;
    for (; row + 6 <= rows; row += 6)
        stripe<6>(a + row * lda, lda, b, ldb, c + row * ldc, ldc, columns, depth);
    a += row * lda;
    c += row * ldc;
    switch (rows - row) {
    case 5:
        stripe<5>(a, lda, b, ldb, c, ldc, columns, depth);
        break;
    case 4:
        stripe<4>(a, lda, b, ldb, c, ldc, columns, depth);
        break;
    case 3:
        stripe<3>(a, lda, b, ldb, c, ldc, columns, depth);
        break;
    case 2:
        stripe<2>(a, lda, b, ldb, c, ldc, columns, depth);
        break;
    case 1:
        stripe<1>(a, lda, b, ldb, c, ldc, columns, depth);
        break;
    default:
        break;
    }
}

/// softmax of the first `count` of a padded row, in place; the padding is left zero.
void softmaxRow(float* row, std::int64_t count, std::int64_t padded)
{
    const float lowest = -__builtin_inff();
    for (std::int64_t i = count; i < padded; ++i)
        row[i] = lowest;
    Floats best = load(row);
    for (std::int64_t i = lanes; i < padded; i += lanes) {
        const Floats v = load(row + i);
        best = v > best ? v : best;
    }
    const float top = maxOf(best);
    Floats sum {};
    for (std::int64_t i = 0; i < padded; i += lanes) {
        const Floats v = load(row + i);
        const Floats e = v == lowest ? Floats {} : exponential(v - top);
        store(row + i, e);
        sum += e;
    }
    const float scale = 1.0f / sumOf(sum);
    for (std::int64_t i = 0; i < padded; i += lanes)
        store(row + i, load(row + i) * scale);
}

inline float valueOf(float value) { return value; }

inline float valueOf(BFloat16 value)
{
    const std::uint32_t bits = std::uint32_t { value.bits } << 16;
    float result;
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
}

/// One head. The key's bias adds the same to every score of a row, so softmax cancels it; the rows of a
/// softmax sum to one, so the value's bias is added to the result: neither needs a pass of its own.
template <typename T> void attendHead(const AttentionTask<T>& task, std::int64_t head)
{
    const std::int64_t n = task.tokens, asking = task.queries, size = task.size, width = task.heads * size,
                       stride = task.stride;
    const std::int64_t sizePadded = (size + lanes - 1) / lanes * lanes,
                       padded = (n + lanes - 1) / lanes * lanes;
    float* query = task.scratch;
    float* keys = query + n * sizePadded; // transposed: [size, padded]
    float* values = keys + size * padded;
    float* scores = values + n * sizePadded;
    float* result = scores + n * padded;
    const T *askers = task.query + head * size, *keyRows = task.key + head * size, *valueRows = task.value + head * size;
    const float* bias = task.bias + head * size;
    const float scale = 1.0f / __builtin_sqrtf(static_cast<float>(size));

    for (std::int64_t token = 0; token < asking; ++token)
        for (std::int64_t i = 0; i < size; ++i)
            query[token * sizePadded + i] = (valueOf(askers[token * stride + i]) + bias[i]) * scale;
    for (std::int64_t i = 0; i < size; ++i) {
        for (std::int64_t token = 0; token < n; ++token)
            keys[i * padded + token] = valueOf(keyRows[token * stride + i]);
        for (std::int64_t token = n; token < padded; ++token)
            keys[i * padded + token] = 0;
    }
    for (std::int64_t token = 0; token < n; ++token) {
        for (std::int64_t i = 0; i < size; ++i)
            values[token * sizePadded + i] = valueOf(valueRows[token * stride + i]);
        for (std::int64_t i = size; i < sizePadded; ++i)
            values[token * sizePadded + i] = 0;
    }
    multiply(query, sizePadded, keys, padded, scores, padded, asking, padded, size);
    for (std::int64_t token = 0; token < asking; ++token)
        softmaxRow(scores + token * padded, n, padded);
    multiply(scores, padded, values, sizePadded, result, sizePadded, asking, sizePadded, n);

    const float* valueBias = bias + 2 * width;
    const std::int64_t whole = size / lanes * lanes, rest = size - whole;
    for (std::int64_t token = 0; token < asking; ++token) {
        T* to = task.output + token * width + head * size;
        const float* row = result + token * sizePadded;
        for (std::int64_t i = 0; i < whole; i += lanes)
            store(to + i, load(row + i) + load(valueBias + i));
        if (rest)
            storePart(to + whole, loadPart(row + whole, rest) + loadPart(valueBias + whole, rest), rest);
    }
}

template <typename T> void attendAny(const AttentionTask<T>& task)
{
    for (std::int64_t head = 0; head < task.heads; ++head)
        attendHead(task, head);
}

} // namespace

extern const RowKernels kernels;
const RowKernels kernels { .name = EXITSCOPE_ISA_NAME,
    .embed = embed,
    .addNorm = addNorm,
    .addNormHalf = addNormHalf,
    .activate = activateAny<float>,
    .activateHalf = activateAny<BFloat16>,
    .attend = attendAny<float>,
    .attendHalf = attendAny<BFloat16>,
    .toHalf = toHalf };

} // namespace exitscope::engine::EXITSCOPE_ISA
