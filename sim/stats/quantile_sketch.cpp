#include "sim/stats/quantile_sketch.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

void QuantileSketch::add(std::int64_t value, std::uint64_t count) {
  assert(value >= 0);
  if (count == 0)
    return;
  m_buckets[bucketOf(value)] += count;
  m_count += count;
  m_sum += static_cast<Sum>(value) * count;
  m_min = std::min(m_min, value);
  m_max = std::max(m_max, value);
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.empty())
    return;
  const std::size_t last = bucketOf(other.m_max); // the others are empty
  for (std::size_t i = bucketOf(other.m_min); i <= last; ++i)
    m_buckets[i] += other.m_buckets[i];
  m_count += other.m_count;
  m_sum += other.m_sum;
  m_min = std::min(m_min, other.m_min);
  m_max = std::max(m_max, other.m_max);
}

double QuantileSketch::mean() const {
  return empty() ? 0 : static_cast<double>(m_sum) / static_cast<double>(m_count);
}

QuantileSketch::Occupied QuantileSketch::occupied() const {
  if (empty())
    return {};
  const std::size_t first = bucketOf(m_min);
  return {first, std::span(m_buckets).subspan(first, bucketOf(m_max) - first + 1)};
}

double QuantileSketch::middleOf(std::size_t bucket) {
  if (bucket < 2 * kPerOctave)
    return static_cast<double>(bucket);
  const std::size_t shift = (bucket >> kBucketBits) - 1;
  const std::uint64_t first = (kPerOctave + (bucket & (kPerOctave - 1))) << shift;
  const std::uint64_t beyondFirst = (std::uint64_t{1} << shift) - 1;
  return static_cast<double>(first) + 0.5 * static_cast<double>(beyondFirst);
}

double QuantileSketch::quantile(double q) const {
  assert(q >= 0 && q <= 1);
  if (empty())
    return 0;
  constexpr std::uint64_t kParts = 1'000'000'000;
  const auto parts = static_cast<std::uint64_t>(std::nearbyint(std::clamp(q, 0.0, 1.0) * kParts));
  const Sum rank = std::max<Sum>(1, (Sum{m_count} * parts + (kParts - 1)) / kParts);
  if (rank == 1)
    return static_cast<double>(m_min);
  if (rank == m_count)
    return static_cast<double>(m_max);
  Sum seen = 0;
  std::size_t bucket = bucketOf(m_min);
  for (;; ++bucket) {
    seen += m_buckets[bucket];
    if (seen >= rank)
      break;
  }
  return std::clamp(middleOf(bucket), static_cast<double>(m_min), static_cast<double>(m_max));
}

} // namespace coldframe
