// What kernels are made of, written once with GCC's vector types and compiled once per instruction set: the including
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

} // namespace

} // namespace exitscope::engine::EXITSCOPE_ISA
