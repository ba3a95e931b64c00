// Stands in for the kernel, with the arguments of the real one: attention in plain loops on the host.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#define __gm__

struct half {
    uint16_t bits;
};

namespace stub {

constexpr int kHeadDim = 128;

float value_of(half number)
{
    const uint32_t exponent = number.bits >> 10 & 31, fraction = number.bits & 1023;
    const float magnitude = exponent == 0
                                ? std::ldexp(static_cast<float>(fraction), -24)
                                : std::ldexp(static_cast<float>(fraction + 1024), static_cast<int>(exponent) - 25);
    return number.bits >> 15 ? -magnitude : magnitude;
}

// One row of Q against keys `first` to `last`: the sum of weighted V rows, not normalised; `top` is the greatest score.
void attend(const half *q, const std::vector<float> &k, const std::vector<float> &v, int first, int last, float *out,
            float *top, float *sum)
{
    float row[kHeadDim];
    for (int d = 0; d < kHeadDim; ++d) {
        row[d] = value_of(q[d]);
    }
    std::vector<float> scores(last - first);
    *top = -INFINITY;
    for (int key = first; key < last; ++key) {
        float score = 0;
        for (int d = 0; d < kHeadDim; ++d) {
            score += row[d] * k[key * kHeadDim + d];
        }
        scores[key - first] = score;
        *top = std::fmax(*top, score);
    }
    *sum = 0;
    std::memset(out, 0, kHeadDim * sizeof(float));
    for (int key = first; key < last; ++key) {
        const float weight = std::exp((scores[key - first] - *top) / std::sqrt(static_cast<float>(kHeadDim)));
        *sum += weight;
        for (int d = 0; d < kHeadDim; ++d) {
            out[d] += weight * v[key * kHeadDim + d];
        }
    }
}

std::vector<float> values_of(const half *numbers, int count)
{
    std::vector<float> values(count);
    for (int i = 0; i < count; ++i) {
        values[i] = value_of(numbers[i]);
    }
    return values;
}

}  // namespace stub

#if FA_KV_SPLIT > 1

void fa(int64_t *, half *q, half *k, half *v, float *part_out, float *part_max, float *part_sum, float *, half *,
        float *, int32_t s1)
{
    const auto keys = stub::values_of(k, s1 * stub::kHeadDim), values = stub::values_of(v, s1 * stub::kHeadDim);
    const int part = s1 / FA_KV_SPLIT;
    for (int split = 0; split < FA_KV_SPLIT; ++split) {
        for (int row = 0; row < FA_Q_ROWS; ++row) {
            const int at = split * FA_Q_ROWS + row;
            stub::attend(q + row * stub::kHeadDim, keys, values, split * part, (split + 1) * part,
                         part_out + at * stub::kHeadDim, part_max + at, part_sum + at);
        }
    }
}

void fa_reduce(float *out, float *part_out, float *part_max, float *part_sum)
{
    for (int row = 0; row < FA_Q_ROWS; ++row) {
        float top = -INFINITY, sum = 0;
        for (int split = 0; split < FA_KV_SPLIT; ++split) {
            top = std::fmax(top, part_max[split * FA_Q_ROWS + row]);
        }
        float *result = out + row * stub::kHeadDim;
        std::memset(result, 0, stub::kHeadDim * sizeof(float));
        for (int split = 0; split < FA_KV_SPLIT; ++split) {
            const int at = split * FA_Q_ROWS + row;
            const float factor = std::exp((part_max[at] - top) / std::sqrt(static_cast<float>(stub::kHeadDim)));
            sum += factor * part_sum[at];
            for (int d = 0; d < stub::kHeadDim; ++d) {
                result[d] += factor * part_out[at * stub::kHeadDim + d];
            }
        }
        for (int d = 0; d < stub::kHeadDim; ++d) {
            result[d] /= sum;
        }
    }
}

#else

void fa(int64_t *, half *q, half *k, half *v, float *out, float *, half *, float *, int32_t s1)
{
    const auto keys = stub::values_of(k, s1 * stub::kHeadDim), values = stub::values_of(v, s1 * stub::kHeadDim);
    for (int row = 0; row < FA_Q_ROWS; ++row) {
        float top = 0, sum = 0, *result = out + row * stub::kHeadDim;
        stub::attend(q + row * stub::kHeadDim, keys, values, 0, s1, result, &top, &sum);
        for (int d = 0; d < stub::kHeadDim; ++d) {
            result[d] /= sum;
        }
    }
}

#endif
