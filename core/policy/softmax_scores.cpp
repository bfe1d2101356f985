#include "core/policy/softmax_scores.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <limits>

// The loops are written for the compiler to vectorise; wider vectors are chosen when the program starts. The file is
// compiled without contraction to fused multiply-add, so every variant rounds the same way.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define EXITSCOPE_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define EXITSCOPE_WIDE
#endif

namespace exitscope::policy::kernel {

constexpr std::size_t lanes = 128; ///< rows that are worked on together
constexpr std::size_t mostColumns = 32;
constexpr float minusInfinity = -std::numeric_limits<float>::infinity();

/// e^x for x <= 0, to about one unit in the last place; 0 below -87, where a float runs out; NaN stays NaN.
inline float exponential(float x)
{
    constexpr float roundToInteger = 12582912.0F; // 1.5 * 2^23: adding it leaves an integer in the low bits
    const float shifted = x * 1.44269504088896341F + roundToInteger;
    const float n = shifted - roundToInteger;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const auto power = (std::bit_cast<std::uint32_t>(shifted) + 127U) << 23;
    const float value = p * std::bit_cast<float>(power);
    return x < -87.0F ? 0.0F : value;
}

/// ln x for finite x >= 1; NaN stays NaN. (The reduction of Cephes: mantissa in [√½, √2).)
inline float logarithm(float x)
{
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const auto offset = bits - 0x3f3504f3U;
    const auto n = static_cast<float>(static_cast<std::int32_t>(offset) >> 23);
    const float m = std::bit_cast<float>((offset & 0x007fffffU) + 0x3f3504f3U) - 1.0F;
    float p = 7.0376836292e-2F;
    p = p * m - 1.1514610310e-1F;
    p = p * m + 1.1676998740e-1F;
    p = p * m - 1.2420140846e-1F;
    p = p * m + 1.4249322787e-1F;
    p = p * m - 1.6668057665e-1F;
    p = p * m + 2.0000714765e-1F;
    p = p * m - 2.4999993993e-1F;
    p = p * m + 3.3333331174e-1F;
    const float square = m * m;
    const float tail = p * m * square - 2.12194440e-4F * n - 0.5F * square;
    return x >= 1.0F ? m + tail + 0.693359375F * n : x;
}

inline float notBelow(float x, float floor)
{
    return x < floor ? floor : x; // a NaN passes
}

/// Up to `lanes` rows with few classes: class by class over all rows.
EXITSCOPE_WIDE void scoreColumns(SoftmaxScore kind, const float* logits, std::size_t rows, std::size_t classes,
    const float* scale, float* scores)
{
    alignas(64) std::array<float, lanes * mostColumns> column;
    alignas(64) std::array<float, lanes> top, second, sum, weighted;
    if (classes == 2) // a stride that the compiler knows becomes shuffles
        for (std::size_t r = 0; r < rows; ++r) {
            column[r] = logits[2 * r];
            column[lanes + r] = logits[2 * r + 1];
        }
    else
        for (std::size_t c = 0; c < classes; ++c)
            for (std::size_t r = 0; r < rows; ++r)
                column[c * lanes + r] = logits[r * classes + c];
    if (scale)
        for (std::size_t c = 0; c < classes; ++c)
            for (std::size_t r = 0; r < rows; ++r)
                column[c * lanes + r] *= scale[r];

    std::fill_n(top.begin(), lanes, minusInfinity);
    std::fill_n(second.begin(), lanes, minusInfinity);
    for (std::size_t c = 0; c < classes; ++c)
        for (std::size_t r = 0; r < lanes; ++r) {
            const float z = column[c * lanes + r];
            const float loser = z > top[r] ? top[r] : z;
            second[r] = loser > second[r] ? loser : second[r];
            top[r] = z > top[r] ? z : top[r];
        }
    std::fill_n(sum.begin(), lanes, 0.0F);
    std::fill_n(weighted.begin(), lanes, 0.0F);
    for (std::size_t c = 0; c < classes; ++c)
        for (std::size_t r = 0; r < lanes; ++r) {
            const float z = notBelow(column[c * lanes + r] - top[r], -100.0F);
            const float e = exponential(z);
            sum[r] += e;
            weighted[r] += z * e;
        }
    switch (kind) {
    case SoftmaxScore::Entropy:
        for (std::size_t r = 0; r < lanes; ++r)
            weighted[r] = logarithm(sum[r]) - weighted[r] / sum[r];
        break;
    case SoftmaxScore::Confidence:
        for (std::size_t r = 0; r < lanes; ++r)
            weighted[r] = 1.0F / sum[r];
        break;
    case SoftmaxScore::Margin:
        for (std::size_t r = 0; r < lanes; ++r)
            weighted[r] = (1.0F - exponential(notBelow(second[r] - top[r], -100.0F))) / sum[r];
        break;
    }
    std::copy_n(weighted.begin(), rows, scores);
}

/// What every score of a row follows from.
struct RowSums
{
    float top, second, sum, weighted;
};

/// One row with many classes: sixteen running values, joined at the end in a fixed order.
EXITSCOPE_WIDE RowSums sumsOfRow(const float* logits, std::size_t classes, float scale)
{
    constexpr std::size_t width = 16;
    std::array<float, width> top, second, sum {}, weighted {};
    top.fill(minusInfinity);
    second.fill(minusInfinity);
    const auto take = [&](std::size_t lane, float z) {
        const float loser = z > top[lane] ? top[lane] : z;
        second[lane] = loser > second[lane] ? loser : second[lane];
        top[lane] = z > top[lane] ? z : top[lane];
    };
    const std::size_t whole = classes / width * width;
    for (std::size_t c = 0; c < whole; c += width)
        for (std::size_t lane = 0; lane < width; ++lane)
            take(lane, logits[c + lane] * scale);
    for (std::size_t c = whole; c < classes; ++c)
        take(c - whole, logits[c] * scale);
    for (std::size_t lane = 1; lane < width; ++lane) {
        take(0, top[lane]);
        take(0, second[lane]);
    }
    const auto add = [&](std::size_t lane, float logit) {
        const float z = notBelow(logit * scale - top[0], -100.0F);
        const float e = exponential(z);
        sum[lane] += e;
        weighted[lane] += z * e;
    };
    for (std::size_t c = 0; c < whole; c += width)
        for (std::size_t lane = 0; lane < width; ++lane)
            add(lane, logits[c + lane]);
    for (std::size_t c = whole; c < classes; ++c)
        add(c - whole, logits[c]);
    for (std::size_t lane = 1; lane < width; ++lane) {
        sum[0] += sum[lane];
        weighted[0] += weighted[lane];
    }
    return { top[0], second[0], sum[0], weighted[0] };
}

float scoreOf(SoftmaxScore kind, const RowSums& row)
{
    switch (kind) {
    case SoftmaxScore::Entropy:
        return logarithm(row.sum) - row.weighted / row.sum;
    case SoftmaxScore::Confidence:
        return 1.0F / row.sum;
    case SoftmaxScore::Margin:
        return (1.0F - exponential(notBelow(row.second - row.top, -100.0F))) / row.sum;
    }
    return std::numeric_limits<float>::quiet_NaN();
}

/// How many logits stand before class `of`.
EXITSCOPE_WIDE std::int32_t countBefore(const float* logits, std::size_t classes, std::size_t of)
{
    const float own = logits[of];
    std::int32_t before = 0;
    if (own != own) {
        for (std::size_t c = 0; c < classes; ++c)
            before += logits[c] == logits[c] || c < of ? 1 : 0;
        return before;
    }
    for (std::size_t c = 0; c < classes; ++c)
        before += logits[c] > own ? 1 : 0;
    for (std::size_t c = 0; c < of; ++c)
        before += logits[c] == own ? 1 : 0;
    return before;
}

/// e^(z - top) / Σ of up to `lanes` rows, class by class over all rows.
EXITSCOPE_WIDE void probabilityColumns(
    const float* logits, std::size_t rows, std::size_t classes, const float* scale, float* probabilities)
{
    alignas(64) std::array<float, lanes> top, sum, column {};
    std::fill_n(top.begin(), lanes, minusInfinity);
    std::fill_n(sum.begin(), lanes, 0.0F);
    for (std::size_t c = 0; c < classes; ++c)
        for (std::size_t r = 0; r < rows; ++r) {
            const float z = logits[r * classes + c] * (scale ? scale[r] : 1.0F);
            top[r] = z > top[r] ? z : top[r];
        }
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t r = 0; r < rows; ++r)
            column[r] = logits[r * classes + c] * (scale ? scale[r] : 1.0F);
        for (std::size_t r = 0; r < lanes; ++r) {
            column[r] = exponential(notBelow(column[r] - top[r], -100.0F));
            sum[r] += column[r];
        }
        for (std::size_t r = 0; r < rows; ++r)
            probabilities[r * classes + c] = column[r];
    }
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < classes; ++c)
            probabilities[r * classes + c] /= sum[r];
}

/// Scores of up to `lanes` distributions.
EXITSCOPE_WIDE void distributionColumns(
    SoftmaxScore kind, const float* probabilities, std::size_t rows, std::size_t classes, float* scores)
{
    constexpr float least = 1e-37F; // its reciprocal is still a number; p ln p is 0 by then
    alignas(64) std::array<float, lanes> top {}, second {}, entropy {}, column {};
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t r = 0; r < rows; ++r)
            column[r] = probabilities[r * classes + c];
        for (std::size_t r = 0; r < lanes; ++r) {
            const float p = column[r];
            const float loser = p > top[r] ? top[r] : p;
            second[r] = loser > second[r] ? loser : second[r];
            top[r] = p > top[r] ? p : top[r];
            const float share = p < 1.0F ? p : 1.0F; // of a mean that rounding took above 1
            entropy[r] += p * logarithm(1.0F / (share > least ? share : 1.0F));
        }
    }
    for (std::size_t r = 0; r < rows; ++r) {
        const float notANumber = entropy[r] - entropy[r]; // 0, or NaN where a probability is
        const float value = kind == SoftmaxScore::Entropy ? entropy[r]
            : kind == SoftmaxScore::Confidence            ? top[r]
                                                          : top[r] - second[r];
        scores[r] = value + notANumber;
    }
}

EXITSCOPE_WIDE void largestColumns(
    const float* logits, std::size_t rows, std::size_t classes, std::int32_t* largest)
{
    alignas(64) std::array<float, lanes> top, column {};
    alignas(64) std::array<std::int32_t, lanes> index {};
    std::fill_n(top.begin(), lanes, minusInfinity);
    if (classes == 2) {
        for (std::size_t r = 0; r < rows; ++r) {
            // As below: a NaN is never the largest, nor is what only equals minus infinity.
            const float first = logits[2 * r] > minusInfinity ? logits[2 * r] : minusInfinity;
            largest[r] = logits[2 * r + 1] > first ? 1 : 0;
        }
        return;
    }
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t r = 0; r < rows; ++r)
            column[r] = logits[r * classes + c];
        for (std::size_t r = 0; r < lanes; ++r) {
            const bool larger = column[r] > top[r];
            top[r] = larger ? column[r] : top[r];
            index[r] = larger ? static_cast<std::int32_t>(c) : index[r];
        }
    }
    std::copy_n(index.begin(), rows, largest);
}

} // namespace exitscope::policy::kernel

namespace exitscope::policy {

void softmaxScores(SoftmaxScore kind, std::span<const float> logits, std::int64_t classes, std::span<const float> scale,
    std::span<float> scores)
{
    const auto width = static_cast<std::size_t>(classes);
    if (width > kernel::mostColumns) {
        for (std::size_t r = 0; r < scores.size(); ++r)
            scores[r] = kernel::scoreOf(
                kind, kernel::sumsOfRow(&logits[r * width], width, scale.empty() ? 1.0F : scale[r]));
        return;
    }
    for (std::size_t r = 0; r < scores.size(); r += kernel::lanes)
        kernel::scoreColumns(kind, &logits[r * width], std::min(kernel::lanes, scores.size() - r), width,
            scale.empty() ? nullptr : &scale[r], &scores[r]);
}

void softmaxProbabilities(std::span<const float> logits, std::int64_t classes, std::span<const float> scale,
    std::span<float> probabilities)
{
    const auto width = static_cast<std::size_t>(classes);
    const std::size_t rows = probabilities.size() / width;
    for (std::size_t r = 0; r < rows; r += kernel::lanes)
        kernel::probabilityColumns(&logits[r * width], std::min(kernel::lanes, rows - r), width,
            scale.empty() ? nullptr : &scale[r], &probabilities[r * width]);
}

void distributionScores(
    SoftmaxScore kind, std::span<const float> probabilities, std::int64_t classes, std::span<float> scores)
{
    const auto width = static_cast<std::size_t>(classes);
    for (std::size_t r = 0; r < scores.size(); r += kernel::lanes)
        kernel::distributionColumns(
            kind, &probabilities[r * width], std::min(kernel::lanes, scores.size() - r), width, &scores[r]);
}

void largestLogit(std::span<const float> logits, std::int64_t classes, std::span<std::int32_t> largest)
{
    const auto width = static_cast<std::size_t>(classes);
    for (std::size_t r = 0; r < largest.size(); r += kernel::lanes)
        kernel::largestColumns(&logits[r * width], std::min(kernel::lanes, largest.size() - r), width, &largest[r]);
}

RowScores rowScores(std::span<const float> logits)
{
    RowScores row;
    largestLogit(logits, std::ssize(logits), { &row.largest, 1 });
    const auto sums = kernel::sumsOfRow(logits.data(), logits.size(), 1.0F);
    row.top = sums.top;
    row.logSum = kernel::logarithm(sums.sum);
    const auto score = [&](SoftmaxScore kind) {
        if (logits.size() > kernel::mostColumns)
            return kernel::scoreOf(kind, sums);
        float value = 0; // few classes are summed in another order
        softmaxScores(kind, logits, std::ssize(logits), {}, { &value, 1 });
        return value;
    };
    row.entropy = score(SoftmaxScore::Entropy);
    row.confidence = score(SoftmaxScore::Confidence);
    row.margin = score(SoftmaxScore::Margin);
    return row;
}

std::int32_t rankOf(std::span<const float> logits, std::int32_t of)
{
    return 1 + kernel::countBefore(logits.data(), logits.size(), static_cast<std::size_t>(of));
}

} // namespace exitscope::policy
