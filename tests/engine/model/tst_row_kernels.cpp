#include "core/engine/model/row_kernels.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <random>
#include <vector>

namespace exitscope::engine {
namespace baseline {
extern const RowKernels kernels;
}
#if defined(__x86_64__)
namespace avx2 {
extern const RowKernels kernels;
}
namespace avx512 {
extern const RowKernels kernels;
}
#endif
} // namespace exitscope::engine

using namespace exitscope::engine;

namespace {

std::vector<float> randomFloats(std::size_t count, unsigned seed, float scale = 1)
{
    std::mt19937 random(seed);
    std::vector<float> values(count);
    for (float& value : values)
        value = (static_cast<float>(random()) / 2147483648.0f - 1.0f) * scale;
    return values;
}

double geluErf(double x) { return x * 0.5 * std::erfc(-x / std::sqrt(2.0)); }

double geluTanh(double x)
{
    return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
}

} // namespace

Q_DECLARE_METATYPE(const RowKernels*)

/// Every instruction set that this machine has, against plain double arithmetic.
class TestRowKernels : public QObject
{
    Q_OBJECT

    void addKernels()
    {
        QTest::addColumn<const RowKernels*>("kernels");
        const auto row = [](const RowKernels& kernels) { QTest::newRow(kernels.name) << &kernels; };
        row(baseline::kernels);
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            row(avx2::kernels);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw"))
            row(avx512::kernels);
#endif
    }

private Q_SLOTS:
    void activations_data() { addKernels(); }

    void activations()
    {
        QFETCH(const RowKernels*, kernels);
        std::vector<float> grid;
        for (float x = -30; x <= 30; x += 0.0137f)
            grid.push_back(x);
        grid.insert(grid.end(), { 0.0f, -0.0f, 1e-30f, -1e-30f, 100.0f, -100.0f, 3e38f, -3e38f });
        const std::vector<float> bias(grid.size(), 0.25f);
        for (const auto kind : { RowActivation::GeluErf, RowActivation::GeluTanh, RowActivation::Relu }) {
            std::vector<float> values = grid;
            kernels->activate(values.data(), bias.data(), kind, 1, static_cast<std::int64_t>(values.size()));
            for (std::size_t i = 0; i < grid.size(); ++i) {
                const double x = double(grid[i] + 0.25f);
                const double expected = kind == RowActivation::GeluErf ? geluErf(x)
                    : kind == RowActivation::GeluTanh                  ? (x < -20 ? 0
                                               : x > 20                           ? x
                                                                                  : geluTanh(x))
                                                                       : std::max(x, 0.0);
                const double allowed = 1e-6 + 4e-7 * std::fabs(x);
                if (!(std::fabs(values[i] - expected) <= allowed)) // a NaN fails too
                    QFAIL(qPrintable(
                        QStringLiteral("%1: %2, not %3").arg(x).arg(double(values[i])).arg(expected)));
            }
        }
    }

    void norms_data() { addKernels(); }

    void norms()
    {
        QFETCH(const RowKernels*, kernels);
        for (const std::int64_t width : { 1, 7, 16, 64, 100, 768 }) {
            const auto n = static_cast<std::size_t>(width);
            const auto state = randomFloats(3 * n, 1, 2), product = randomFloats(3 * n, 2),
                       bias = randomFloats(n, 3), weight = randomFloats(n, 4), shift = randomFloats(n, 5);
            std::vector<float> found = state;
            kernels->addNorm(
                found.data(), product.data(), bias.data(), { weight.data(), shift.data(), 1e-12f }, 3, width);
            for (std::size_t row = 0; row < 3; ++row) {
                std::vector<double> sum(n);
                double mean = 0, variance = 0;
                for (std::size_t i = 0; i < n; ++i)
                    mean += sum[i] = double(state[row * n + i]) + product[row * n + i] + bias[i];
                mean /= double(n);
                for (const double x : sum)
                    variance += (x - mean) * (x - mean) / double(n);
                for (std::size_t i = 0; i < n; ++i) {
                    const double expected = width == 1
                        ? shift[i]
                        : (sum[i] - mean) / std::sqrt(variance + 1e-12) * weight[i] + shift[i];
                    QVERIFY2(
                        std::fabs(found[row * n + i] - expected) < 1e-5, qPrintable(QString::number(width)));
                }
            }
        }
    }

    void attention_data() { addKernels(); }

    void attention()
    {
        QFETCH(const RowKernels*, kernels);
        struct Case
        {
            std::int64_t queries, tokens, heads, size;
        };
        for (const Case c : { Case { 1, 1, 1, 1 }, { 5, 5, 2, 3 }, { 22, 22, 12, 64 }, { 17, 17, 4, 16 }, { 33, 33, 3, 24 },
                 { 130, 130, 2, 40 }, { 1, 22, 12, 64 }, { 7, 33, 3, 24 }, { 64, 130, 2, 40 } }) {
            const auto n = static_cast<std::size_t>(c.tokens), queries = static_cast<std::size_t>(c.queries),
                       width = static_cast<std::size_t>(c.heads * c.size),
                       size = static_cast<std::size_t>(c.size);
            const auto qkv = randomFloats(n * 3 * width, 7, 2), bias = randomFloats(3 * width, 8);
            std::vector<float> found(queries * width, NAN), scratch(attentionScratch(c.tokens, c.size), NAN);
            kernels->attend({ .query = qkv.data(),
                .key = qkv.data() + width,
                .value = qkv.data() + 2 * width,
                .bias = bias.data(),
                .output = found.data(),
                .queries = c.queries,
                .tokens = c.tokens,
                .heads = c.heads,
                .size = c.size,
                .stride = static_cast<std::int64_t>(3 * width),
                .scratch = scratch.data() });
            const auto at = [&](std::size_t part, std::size_t token, std::size_t i) {
                return double(qkv[token * 3 * width + part * width + i]) + bias[part * width + i];
            };
            for (std::size_t head = 0; head < static_cast<std::size_t>(c.heads); ++head)
                for (std::size_t token = 0; token < queries; ++token) {
                    std::vector<double> p(n);
                    double top = -1e300, total = 0;
                    for (std::size_t other = 0; other < n; ++other) {
                        double dot = 0;
                        for (std::size_t i = head * size; i < (head + 1) * size; ++i)
                            dot += at(0, token, i) * at(1, other, i);
                        top = std::max(top, p[other] = dot / std::sqrt(double(size)));
                    }
                    for (double& x : p)
                        total += x = std::exp(x - top);
                    for (std::size_t i = head * size; i < (head + 1) * size; ++i) {
                        double expected = 0;
                        for (std::size_t other = 0; other < n; ++other)
                            expected += p[other] / total * at(2, other, i);
                        QVERIFY2(std::fabs(found[token * width + i] - expected) < 2e-5,
                            qPrintable(QStringLiteral("%1 tokens, %2 wide").arg(n).arg(size)));
                    }
                }
        }
    }

    void roundingToHalf_data() { addKernels(); }

    void roundingToHalf()
    {
        QFETCH(const RowKernels*, kernels);
        auto values = randomFloats(1000, 9, 100);
        values.insert(
            values.end(), { 0.0f, -0.0f, 1.00390625f, 1.01171875f, INFINITY, -INFINITY, NAN, 3.4e38f });
        std::vector<BFloat16> half(values.size());
        kernels->toHalf(values.data(), half.data(), static_cast<std::int64_t>(values.size()));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float back = std::bit_cast<float>(std::uint32_t { half[i].bits } << 16);
            if (std::isnan(values[i])) {
                QVERIFY(std::isnan(back));
                continue;
            }
            const auto bits = std::bit_cast<std::uint32_t>(values[i]);
            const std::uint32_t down = bits & 0xffff0000u, rest = bits & 0xffffu;
            const bool up = rest > 0x8000u || (rest == 0x8000u && (down >> 16 & 1));
            QCOMPARE(std::bit_cast<std::uint32_t>(back), up ? down + 0x10000u : down);
        }
    }
};

QTEST_GUILESS_MAIN(TestRowKernels)
#include "tst_row_kernels.moc"
