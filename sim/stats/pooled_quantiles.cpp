#include "sim/stats/pooled_quantiles.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace coldframe {

namespace {

std::uint64_t countBelow(std::size_t bucket, std::size_t first, std::span<const std::uint64_t> counts) {
  const std::size_t many = bucket > first ? std::min(bucket - first, counts.size()) : 0;
  const auto below = counts.first(many);
  return std::accumulate(below.begin(), below.end(), std::uint64_t{0});
}

} // namespace

void PooledQuantiles::add(const QuantileSketch& replication) {
  if (replication.empty())
    return;
  m_all.merge(replication);
  const QuantileSketch::Occupied occupied = replication.occupied();
  m_seen.push_back({replication.count(), occupied.first, {occupied.counts.begin(), occupied.counts.end()}});
}

double PooledQuantiles::standardErrorOfShareBelow(std::size_t bucket) const {
  const QuantileSketch::Occupied occupied = m_all.occupied();
  const auto all = static_cast<double>(m_all.count());
  const auto n = static_cast<double>(m_seen.size());
  const double share = static_cast<double>(countBelow(bucket, occupied.first, occupied.counts)) / all;
  double squares = 0;
  for (const Seen& seen : m_seen) {
    const double off =
        static_cast<double>(countBelow(bucket, seen.first, seen.counts)) - share * static_cast<double>(seen.count);
    squares += off * off;
  }
  return std::sqrt(squares / (n * (n - 1))) / (all / n);
}

Estimate PooledQuantiles::at(double q) const {
  Estimate result;
  if (m_seen.empty())
    return result;
  result.n = m_seen.size();
  result.mean = m_all.quantile(q);
  if (result.n == 1)
    return result;
  const std::size_t bucket = QuantileSketch::bucketOf(static_cast<std::int64_t>(result.mean));
  const double t = studentT95(result.n - 1);
  result.lo = m_all.quantile(std::max(0.0, q - t * standardErrorOfShareBelow(bucket)));
  result.hi = m_all.quantile(std::min(1.0, q + t * standardErrorOfShareBelow(bucket + 1)));
  return result;
}

} // namespace coldframe
