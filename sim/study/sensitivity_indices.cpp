// Sobol indices of the inputs that matter: the last look of SensitivitySearch.
#include "sim/study/sensitivity_search.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kQuickWorkOfRows = 12'000'000;
constexpr std::uint64_t kLeastRows = 8;

} // namespace

std::vector<std::size_t> SensitivitySearch::thatMatter() const {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < m_inputs.size(); ++i)
    if (m_inputs[i].answerAtLo && m_inputs[i].answerAtHi)
      chosen.push_back(i);
  const auto weight = [this](std::size_t i) {
    const InputEffect& effect = m_inputs[i].effect;
    const auto swing = [](const Figure& lo, const Figure& hi, const Figure& now) {
      const double base = now.estimate && now.estimate->mean > 0 ? now.estimate->mean : 1;
      return std::max(lo.estimate ? std::fabs(lo.estimate->mean) : 0, hi.estimate ? std::fabs(hi.estimate->mean) : 0) /
             base;
    };
    const Outcome& now = *m_now.outcome(m_result.answer);
    return (effect.flips.empty() ? 0 : 10) + swing(effect.costAtLo, effect.costAtHi, m_now.comparison.monthCost(now)) +
           swing(effect.timeAtLo, effect.timeAtHi, m_now.comparison.time(now));
  };
  std::ranges::stable_sort(chosen, std::ranges::greater(), weight);
  if (chosen.size() > kSobolInputs)
    chosen.resize(kSobolInputs);
  std::ranges::sort(chosen);
  return chosen;
}

std::uint64_t SensitivitySearch::rowsFor(const std::vector<std::size_t>& chosen) const {
  if (m_study.effort != Effort::Quick)
    return m_options.samples;
  double work = 0; // of a row: two points of their own, and for each input one in which only that one is another
  for (const std::string& platform : m_study.only) {
    const auto touched = std::ranges::count_if(chosen, [&](std::size_t i) {
      return std::ranges::any_of(m_inputs[i].quantity.settings(m_inputs[i].effect.base), [&](const Setting& setting) {
        return concerns(setting, m_source.scenario, platform);
      });
    });
    work += m_work.at(platform) * static_cast<double>(2 + touched);
  }
  const auto affordable =
      static_cast<std::uint64_t>(kQuickWorkOfRows / work / static_cast<double>(m_study.replications));
  return affordable < kLeastRows ? 0 : std::min(affordable, m_options.samples);
}

void SensitivitySearch::sobol() {
  const std::vector<std::size_t> chosen = thatMatter();
  const std::uint64_t rows = rowsFor(chosen);
  if (rows < 2)
    return;
  progressOver(0.5, 1);
  const std::size_t k = chosen.size();
  const auto settings = [&](const std::vector<double>& cube) {
    std::vector<Setting> all;
    for (std::size_t i = 0; i < k; ++i) {
      const InputEffect& effect = m_inputs[chosen[i]].effect;
      const Quantity& quantity = m_inputs[chosen[i]].quantity;
      std::ranges::move(quantity.settings(quantity.legal(effect.lo + cube[i] * (effect.hi - effect.lo))),
                        std::back_inserter(all));
    }
    return all;
  };
  std::vector<std::vector<Setting>> points; // row by row: A, B, AB_1 … AB_k
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::vector<double> a = sobolRow(m_result.seed, row, k, false);
    const std::vector<double> b = sobolRow(m_result.seed, row, k, true);
    points.push_back(settings(a));
    points.push_back(settings(b));
    for (std::size_t i = 0; i < k; ++i) {
      std::vector<double> mixed = a;
      mixed[i] = b[i];
      points.push_back(settings(mixed));
    }
  }
  StudyOptions fewer = m_study;
  fewer.replications = std::min(fewer.replications, kSobolReplications);
  fewer.effort = Effort::Quick;
  const auto evaluated = evaluate(m_source, std::move(points), fewer);
  if (!evaluated) {
    m_result.partial = true;
    return;
  }
  stopped(evaluated->partial);
  indices(chosen, evaluated->points);
}

std::optional<SensitivitySearch::Outputs> SensitivitySearch::outputsOf(const StudyPoint& point) const {
  const Outcome* outcome = point.outcome(m_result.answer);
  if (outcome == nullptr)
    return std::nullopt;
  const Figure& cost = point.comparison.monthCost(*outcome);
  const Figure& time = point.comparison.time(*outcome);
  if (!cost.estimate || !time.estimate)
    return std::nullopt;
  return Outputs{cost.estimate->mean, time.estimate->mean, answerAt(point) == m_result.answer ? 1.0 : 0.0};
}

void SensitivitySearch::indices(const std::vector<std::size_t>& chosen, const std::vector<StudyPoint>& points) {
  const std::size_t k = chosen.size();
  const std::size_t width = k + 2;
  std::vector<std::vector<Outputs>> rows;
  double same = 0;
  for (std::size_t row = 0; (row + 1) * width <= points.size(); ++row) {
    std::vector<Outputs> outputs;
    for (std::size_t i = 0; i < width; ++i)
      if (const auto one = outputsOf(points[row * width + i]))
        outputs.push_back(*one);
    if (outputs.size() < width)
      continue;
    same += outputs[0].same + outputs[1].same;
    rows.push_back(std::move(outputs));
  }
  m_result.samples = rows.size();
  if (rows.size() < 2)
    return;
  m_result.staysShare = same / (2 * static_cast<double>(rows.size()));
  const auto of = [&](double Outputs::*what) {
    std::vector<double> a;
    std::vector<double> b;
    std::vector<std::vector<double>> ab(k);
    for (const std::vector<Outputs>& row : rows) {
      a.push_back(row[0].*what);
      b.push_back(row[1].*what);
      for (std::size_t i = 0; i < k; ++i)
        ab[i].push_back(row[i + 2].*what);
    }
    return sobolIndices(a, b, ab, m_result.seed);
  };
  const SobolIndices cost = of(&Outputs::cost);
  const SobolIndices time = of(&Outputs::time);
  const SobolIndices decision = of(&Outputs::same);
  for (std::size_t i = 0; i < k; ++i) {
    InputEffect& effect = m_inputs[chosen[i]].effect;
    effect.costFirst = cost.first[i];
    effect.costTotal = cost.total[i];
    effect.timeFirst = time.first[i];
    effect.timeTotal = time.total[i];
    effect.decisionFirst = decision.first[i];
    effect.decisionTotal = decision.total[i];
  }
}

} // namespace coldframe
