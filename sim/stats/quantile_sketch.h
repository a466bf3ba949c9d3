// Quantiles of non-negative int64 values (ns, bytes) in fixed memory (59 kB): a log-linear histogram with 128 buckets
// an octave. Values below 256 are kept exactly; above, a quantile is off by at most 1/256 = 0.4 % of its value. Count,
// sum, least and largest value are exact. Everything kept is a whole number, so merging in any order gives the same
// sketch and the same quantiles. The idea is that of HdrHistogram (G. Tene, 2012); nothing is allocated after
// construction.
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace coldframe {

class QuantileSketch {
public:
  __extension__ using Sum = unsigned __int128;

  QuantileSketch() : m_buckets(kBuckets, 0) {}

  // value >= 0.
  void add(std::int64_t value) {
    assert(value >= 0);
    ++m_buckets[bucketOf(value)];
    ++m_count;
    m_sum += static_cast<std::uint64_t>(value);
    m_min = value < m_min ? value : m_min;
    m_max = value > m_max ? value : m_max;
  }
  void add(std::int64_t value, std::uint64_t count); // `count` times
  void merge(const QuantileSketch& other);

  std::uint64_t count() const { return m_count; }
  bool empty() const { return m_count == 0; }
  std::int64_t min() const { return empty() ? 0 : m_min; } // 0 when empty
  std::int64_t max() const { return empty() ? 0 : m_max; }
  Sum exactSum() const { return m_sum; }
  double sum() const { return static_cast<double>(m_sum); }
  double mean() const; // 0 when empty

  // The r-th smallest value, r = ⌈q · count⌉ but at least 1, where q (0 … 1) counts as a whole number of billionths so
  // that the rank is exact: 0.95 of 20 values is the 19th. What is returned is the middle of the bucket it lies in,
  // within [min, max]; the first and the last value are exact. 0 when empty.
  double quantile(double q) const;

  // The counts from the bucket of the least value to that of the largest, and the number of the first of them.
  struct Occupied {
    std::size_t first = 0;
    std::span<const std::uint64_t> counts;
  };
  Occupied occupied() const;
  // The bucket of a value >= 0: its octave and the seven bits after the leading one; below 128 (no octave yet) the
  // value itself.
  static std::size_t bucketOf(std::int64_t value) {
    const auto v = static_cast<std::uint64_t>(value);
    const int shift = static_cast<int>(std::bit_width(v | kPerOctave)) - (kBucketBits + 1);
    return (static_cast<std::size_t>(shift) << kBucketBits) + static_cast<std::size_t>(v >> shift);
  }

  bool operator==(const QuantileSketch&) const = default;

private:
  static constexpr int kBucketBits = 7;
  static constexpr std::uint64_t kPerOctave = std::uint64_t{1} << kBucketBits;
  static constexpr std::size_t kBuckets = (64 - kBucketBits + 1) * kPerOctave;

  static double middleOf(std::size_t bucket);

  std::vector<std::uint64_t> m_buckets;
  std::uint64_t m_count = 0;
  Sum m_sum = 0;
  std::int64_t m_min = std::numeric_limits<std::int64_t>::max();
  std::int64_t m_max = -1;
};

} // namespace coldframe
