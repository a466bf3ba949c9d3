#include "sim/stats/quantile_sketch.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

void QuantileSketch::merge(const QuantileSketch& other) {
  for (std::size_t i = 0; i < kBuckets; ++i)
    m_buckets[i] += other.m_buckets[i];
  m_count += other.m_count;
  m_sum += other.m_sum;
  m_least = std::min(m_least, other.m_least);
  m_largest = std::max(m_largest, other.m_largest);
}

double QuantileSketch::mean() const {
  return m_count == 0 ? 0 : static_cast<double>(m_sum) / static_cast<double>(m_count);
}

double QuantileSketch::middleOf(std::size_t bucket) {
  if (bucket < 2 * kPerOctave)
    return static_cast<double>(bucket);
  const auto shift = static_cast<int>(bucket / kPerOctave) - 1;
  const double low = std::ldexp(static_cast<double>(bucket % kPerOctave + kPerOctave), shift);
  return low + 0.5 * (std::ldexp(1.0, shift) - 1);
}

double QuantileSketch::quantile(double q) const {
  if (m_count == 0)
    return 0;
  const double rank = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count));
  const auto wanted = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(rank));
  if (wanted == 1)
    return static_cast<double>(m_least);
  if (wanted >= m_count)
    return static_cast<double>(m_largest);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += m_buckets[i];
    if (seen >= wanted)
      return std::clamp(middleOf(i), static_cast<double>(m_least), static_cast<double>(m_largest));
  }
  return static_cast<double>(m_largest);
}

} // namespace coldframe
