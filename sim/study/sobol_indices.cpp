#include "sim/study/sobol_indices.h"

#include "sim/random/generator.h"

#include <algorithm>
#include <cassert>

namespace coldframe {

namespace {

constexpr std::size_t kResamples = 400;
constexpr double kRounding = 1e-24; // a variance that is nothing but the rounding of the mean

struct Point {
  std::vector<double> first;
  std::vector<double> total;
  double variance = 0;
};

// The indices of the rows chosen. The outputs are taken around their mean, which changes no index and keeps digits.
template <class RowOf>
Point indicesOf(std::span<const double> fA, std::span<const double> fB, const std::vector<std::vector<double>>& fAB,
                const RowOf& rowOf) {
  const std::size_t n = fA.size();
  const auto count = static_cast<double>(n);
  double mean = 0;
  for (std::size_t j = 0; j < n; ++j)
    mean += (fA[rowOf(j)] + fB[rowOf(j)]) / (2 * count);
  Point point;
  for (std::size_t j = 0; j < n; ++j) {
    const double a = fA[rowOf(j)] - mean;
    const double b = fB[rowOf(j)] - mean;
    point.variance += (a * a + b * b) / (2 * count);
  }
  if (point.variance <= kRounding * mean * mean)
    point.variance = 0;
  for (const std::vector<double>& ab : fAB) {
    double first = 0;
    double total = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double a = fA[rowOf(j)] - mean;
      const double mixed = ab[rowOf(j)] - mean;
      first += (fB[rowOf(j)] - mean) * (mixed - a) / count;
      total += (a - mixed) * (a - mixed) / (2 * count);
    }
    point.first.push_back(point.variance > 0 ? first / point.variance : 0);
    point.total.push_back(point.variance > 0 ? total / point.variance : 0);
  }
  return point;
}

SobolIndex withInterval(double value, std::vector<double>& resampled) {
  std::sort(resampled.begin(), resampled.end());
  const std::size_t tail = resampled.size() / 40; // 2.5 % on either side
  return {value, resampled[tail], resampled[resampled.size() - 1 - tail]};
}

} // namespace

std::vector<double> sobolRow(std::uint64_t seed, std::uint64_t row, std::size_t inputs, bool sampleB) {
  std::vector<double> values;
  for (std::size_t i = 0; i < inputs; ++i) {
    KeyedGenerator source({seed, row}, Cause::Measurement, sampleB ? 2 : 1, i);
    values.push_back(source.uniform());
  }
  return values;
}

SobolIndices sobolIndices(std::span<const double> fA, std::span<const double> fB,
                          const std::vector<std::vector<double>>& fAB, std::uint64_t seed) {
  assert(fA.size() == fB.size() && !fA.empty());
  const std::size_t n = fA.size();
  const Point whole = indicesOf(fA, fB, fAB, [](std::size_t j) { return j; });
  std::vector<std::vector<double>> first(fAB.size());
  std::vector<std::vector<double>> total(fAB.size());
  std::vector<std::size_t> rows(n);
  for (std::size_t resample = 0; resample < kResamples; ++resample) {
    KeyedGenerator source({seed, resample}, Cause::Measurement, 3, n);
    for (std::size_t& row : rows)
      row = std::min(n - 1, static_cast<std::size_t>(source.uniform() * static_cast<double>(n)));
    const Point again = indicesOf(fA, fB, fAB, [&](std::size_t j) { return rows[j]; });
    for (std::size_t i = 0; i < fAB.size(); ++i) {
      first[i].push_back(again.first[i]);
      total[i].push_back(again.total[i]);
    }
  }
  SobolIndices indices;
  indices.variance = whole.variance;
  for (std::size_t i = 0; i < fAB.size(); ++i) {
    indices.first.push_back(withInterval(whole.first[i], first[i]));
    indices.total.push_back(withInterval(whole.total[i], total[i]));
  }
  return indices;
}

} // namespace coldframe
