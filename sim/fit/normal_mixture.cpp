#include "sim/fit/normal_mixture.h"

#include "sim/random/elementary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace coldframe {

namespace {

const double kLogTwoPi = detLog(2 * std::numbers::pi);

// The density of a mixture, with what does not depend on the value worked out once.
class MixtureDensity {
public:
  explicit MixtureDensity(const std::vector<NormalPart>& parts) {
    for (const NormalPart& part : parts)
      m_terms.push_back({detLog(part.weight) - detLog(part.sd) - 0.5 * kLogTwoPi, part.mean, 1 / part.sd});
  }

  // Its logarithm at y; `shares` receives what each part has of it.
  double logAt(double y, std::span<double> shares) const {
    double top = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < m_terms.size(); ++k) {
      const double z = (y - m_terms[k].mean) * m_terms[k].oneOverSd;
      shares[k] = m_terms[k].constant - 0.5 * z * z;
      top = std::max(top, shares[k]);
    }
    double sum = 0;
    for (double& share : shares)
      sum += share = detExp(share - top);
    for (double& share : shares)
      share /= sum;
    return top + detLog(sum);
  }

private:
  struct Term {
    double constant, mean, oneOverSd;
  };
  std::vector<Term> m_terms;
};

// Rounds of expectation and maximisation until the likelihood rises no more, or a part is left with fewer than two
// values: one for one value is none.
NormalMixture maximised(std::span<const double> y, std::vector<NormalPart> parts, double leastSd) {
  NormalMixture best{std::move(parts), -std::numeric_limits<double>::infinity()};
  const std::size_t count = best.parts.size();
  std::vector<double> shares(y.size() * count);
  for (int round = 0; round < 200; ++round) {
    double likelihood = 0;
    const MixtureDensity density(best.parts);
    for (std::size_t i = 0; i < y.size(); ++i)
      likelihood += density.logAt(y[i], std::span(shares).subspan(i * count, count));
    const bool settled = likelihood - best.logLikelihood < 1e-6;
    best.logLikelihood = likelihood;
    if (settled)
      break;
    std::vector<NormalPart> next(count);
    bool allLive = true;
    for (std::size_t k = 0; k < count; ++k) {
      double belongs = 0, mean = 0, square = 0;
      for (std::size_t i = 0; i < y.size(); ++i) {
        belongs += shares[i * count + k];
        mean += shares[i * count + k] * y[i];
      }
      mean /= belongs;
      for (std::size_t i = 0; i < y.size(); ++i)
        square += shares[i * count + k] * (y[i] - mean) * (y[i] - mean);
      allLive &= belongs >= 2;
      next[k] = {belongs / static_cast<double>(y.size()), mean, std::max(leastSd, std::sqrt(square / belongs))};
    }
    if (!allLive)
      break;
    best.parts = std::move(next);
  }
  return best;
}

std::vector<double> evenlySpaced(std::span<const double> ascending, std::size_t most) {
  if (ascending.size() <= most)
    return {ascending.begin(), ascending.end()};
  std::vector<double> few(most);
  for (std::size_t i = 0; i < most; ++i)
    few[i] = ascending[(2 * i + 1) * ascending.size() / (2 * most)];
  return few;
}

// The values cut at `cuts` (shares, ascending): a part for each piece, half as wide as all values are.
std::vector<NormalPart> piecesOf(std::span<const double> y, std::span<const double> cuts, double sd) {
  std::vector<NormalPart> parts;
  std::size_t from = 0;
  for (std::size_t k = 0; k <= cuts.size(); ++k) {
    const std::size_t to =
        k < cuts.size() ? static_cast<std::size_t>(cuts[k] * static_cast<double>(y.size())) : y.size();
    double sum = 0;
    for (std::size_t i = from; i < to; ++i)
      sum += y[i];
    const auto n = static_cast<double>(std::max<std::size_t>(1, to - from));
    parts.push_back({n / static_cast<double>(y.size()), sum / n, sd / 2});
    from = to;
  }
  return parts;
}

double spreadOf(std::span<const double> y) {
  double mean = 0, square = 0;
  for (const double each : y)
    mean += each / static_cast<double>(y.size());
  for (const double each : y)
    square += (each - mean) * (each - mean) / static_cast<double>(y.size());
  return std::sqrt(square);
}

} // namespace

std::optional<NormalMixture> fitNormalMixture(std::span<const double> ascending, std::size_t parts) {
  assert(parts == 2 || parts == 3);
  constexpr std::size_t kLeastAPart = 8;
  const double sd = ascending.empty() ? 0 : spreadOf(ascending);
  if (ascending.size() < kLeastAPart * parts || !(sd > 0))
    return std::nullopt;
  const std::vector<std::vector<double>> starts =
      parts == 2 ? std::vector<std::vector<double>>{{0.5}, {0.8}, {0.95}}
                 : std::vector<std::vector<double>>{{0.33, 0.67}, {0.5, 0.8}, {0.5, 0.95}, {0.8, 0.95}};
  // A thousand values tell which start is the best one, five thousand where it leads.
  const std::vector<double> fewest = evenlySpaced(ascending, 1000);
  const std::vector<double> few = evenlySpaced(ascending, 5000);
  std::optional<NormalMixture> best;
  for (const std::vector<double>& cuts : starts) {
    NormalMixture found = maximised(fewest, piecesOf(fewest, cuts, sd), sd / 50);
    if (!best || found.logLikelihood > best->logLikelihood)
      best = std::move(found);
  }
  if (fewest.size() < few.size())
    best = maximised(few, best->parts, sd / 50);
  if (few.size() < ascending.size()) {
    best->logLikelihood = 0;
    std::vector<double> shares(parts);
    const MixtureDensity density(best->parts);
    for (const double y : ascending)
      best->logLikelihood += density.logAt(y, shares);
  }
  return best;
}

} // namespace coldframe
