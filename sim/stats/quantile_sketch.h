// Quantiles of non-negative int64 values (ns, bytes) in fixed memory: a log-linear histogram with 128 buckets an
// octave, exact below 128. A quantile is off by at most 0.4 % of its value. Merging is adding: any order, same result.
// Count, sum, least and largest are exact.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coldframe {

class QuantileSketch {
public:
  QuantileSketch() : m_buckets(kBuckets, 0) {}

  void add(std::int64_t value) {
    ++m_buckets[bucketOf(value)];
    ++m_count;
    m_sum += static_cast<Wide>(value);
    m_least = value < m_least ? value : m_least;
    m_largest = value > m_largest ? value : m_largest;
  }
  void merge(const QuantileSketch& other);

  std::uint64_t count() const { return m_count; }
  bool empty() const { return m_count == 0; }
  std::int64_t min() const { return m_count ? m_least : 0; }
  std::int64_t max() const { return m_count ? m_largest : 0; }
  double mean() const; // 0 when empty
  double sum() const { return static_cast<double>(m_sum); }

  // The value of the ⌈q · count⌉-th smallest (the first for q = 0): the middle of its bucket, within [least, largest].
  // 0 when empty.
  double quantile(double q) const;

  bool operator==(const QuantileSketch&) const = default;

  static constexpr int kPerOctave = 128;
  static constexpr int kPerOctaveBits = 7;
  static constexpr std::size_t kBuckets = static_cast<std::size_t>(63 - kPerOctaveBits + 1) * kPerOctave + kPerOctave;

  // Values below 128 have buckets of their own; above, the octave and its next seven bits.
  static std::size_t bucketOf(std::int64_t value) {
    const auto v = static_cast<std::uint64_t>(value < 0 ? 0 : value);
    if (v < kPerOctave)
      return static_cast<std::size_t>(v);
    const int shift = static_cast<int>(std::bit_width(v)) - 1 - kPerOctaveBits;
    return static_cast<std::size_t>(shift) * kPerOctave + static_cast<std::size_t>(v >> shift);
  }
  static double middleOf(std::size_t bucket);

private:
  __extension__ using Wide = unsigned __int128;
  std::vector<std::uint64_t> m_buckets;
  std::uint64_t m_count = 0;
  Wide m_sum = 0;
  std::int64_t m_least = INT64_MAX;
  std::int64_t m_largest = INT64_MIN;
};

} // namespace coldframe
