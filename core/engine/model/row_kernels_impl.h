// The row kernels, compiled once per instruction set: see vector_impl.h.
#include "core/engine/model/vector_impl.h"

namespace exitscope::engine::EXITSCOPE_ISA {

namespace {

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
