#include "sim/study/sensitivity.h"

#include "sim/study/numeric_inputs.h"
#include "sim/study/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr int kFlipSteps = 12;
constexpr double kFlipTolerance = 0.005;

const Figure& costOf(const Comparison& comparison, const Outcome& outcome) {
  return comparison.freeGrant ? outcome.month.costWithFreeGrantUsd : outcome.month.costUsd;
}
const Figure& timeOf(const Comparison& comparison, const Outcome& outcome) {
  return comparison.isJob ? outcome.makespanS : outcome.responseS.p95;
}

// The platform that is the answer; null: none is feasible.
const Outcome* answerOf(const Comparison& comparison, DecideBy decideBy) {
  const Outcome* best = nullptr;
  double least = 0;
  for (const Outcome& outcome : comparison.platforms) {
    const Figure& figure = decideBy == DecideBy::Cost ? costOf(comparison, outcome) : timeOf(comparison, outcome);
    if (!outcome.feasible || !figure.estimate)
      continue;
    if (decideBy == DecideBy::Cost && (outcome.paidFor || !(figure.estimate->mean > 0)))
      continue;
    if (best == nullptr || figure.estimate->mean < least) {
      best = &outcome;
      least = figure.estimate->mean;
    }
  }
  return best;
}

Figure pairedChange(const std::vector<std::optional<double>>& from, const std::vector<std::optional<double>>& to) {
  std::vector<double> changes;
  for (std::size_t r = 0; r < std::min(from.size(), to.size()); ++r)
    if (from[r] && to[r])
      changes.push_back(*to[r] - *from[r]);
  return changes.empty() ? Figure::none("in no replication do both have a value") : Figure::of(estimate(changes));
}

std::vector<std::optional<double>> costSamples(const Comparison& comparison, const Outcome& outcome) {
  const std::vector<double>& usd =
      comparison.freeGrant ? outcome.samples.monthWithFreeGrantUsd : outcome.samples.monthUsd;
  return {usd.begin(), usd.end()};
}
const std::vector<std::optional<double>>& timeSamples(const Comparison& comparison, const Outcome& outcome) {
  return comparison.isJob ? outcome.samples.makespanS : outcome.samples.responseP95S;
}

struct Input {
  VaryField field;
  InputEffect effect;
};

class Looking {
public:
  Looking(const StudySource& source, const SensitivityOptions& options) : m_source(source), m_options(options) {
    m_study = options.study;
    m_study.month = true;
    m_study.withBaseline = false;
    m_study.advice = false;
    m_study.only.clear();
  }

  Result<SensitivityStudy> look() {
    describe();
    if (auto found = findInputs(); !found)
      return failure(found.error());
    if (auto now = present(); !now)
      return failure(now.error());
    if (m_result.answer.empty() || m_inputs.empty())
      return std::move(m_result);
    if (oneAtATime() && flips())
      sobol();
    for (Input& input : m_inputs)
      m_result.inputs.push_back(std::move(input.effect));
    std::ranges::stable_sort(m_result.inputs, std::ranges::greater(), &InputEffect::costSwing);
    return std::move(m_result);
  }

private:
  void describe() {
    m_result.scenarioName = m_source.scenario.blocks.name;
    m_result.scenarioSha256 = m_source.scenario.sha256;
    m_result.seed = m_study.seed.value_or(m_source.scenario.blocks.seed);
    m_result.provisional = m_study.effort == Effort::Quick;
    m_result.isJob = std::holds_alternative<JobWorkload>(m_source.scenario.blocks.workload);
    m_result.decideBy = m_options.decideBy;
    m_result.range = m_options.range;
    m_result.reach = m_options.reach;
  }

  // The ends of an input's range: legal, and different from its value where that is possible at all.
  std::optional<std::pair<double, double>> ends(const VaryField& field, double base, double down, double up) const {
    const double most = std::max(base * up, base + field.step());
    const double least = std::min(base * down, base - field.step());
    const auto lo = field.base(field.nearest(std::max(least, field.options.min)));
    const auto hi = field.base(field.nearest(std::min(most, field.options.max)));
    if (!lo || !hi || !(*lo < *hi))
      return std::nullopt;
    // Zero often stands for something else: no limit, or "by the rule".
    return std::pair(*lo > 0 ? std::min(*lo, base) : base, std::max(*hi, base));
  }

  Result<void> findInputs() {
    const bool asked = !m_options.inputs.empty();
    for (const std::string& named : asked ? m_options.inputs : numericInputs(m_source.scenario, m_source.catalogue)) {
      const std::string pointer = quantityPointer(m_source.scenario, named);
      auto field = findVaryField(m_source.scenario, m_source.catalogue, pointer);
      if (!field) {
        if (asked)
          return failure(field.error());
        m_result.left.push_back(pointer);
        continue;
      }
      const auto base = field->base(field->present);
      const auto range =
          base && *base > 0 ? ends(*field, *base, 1 - m_options.range, 1 + m_options.range) : std::nullopt;
      if (!range) {
        if (asked)
          return failure(ErrorKind::Usage, pointer + " is not a number above zero that can be varied");
        m_result.left.push_back(pointer);
        continue;
      }
      Input input;
      input.effect.pointer = pointer;
      input.effect.base = *base;
      input.effect.lo = range->first;
      input.effect.hi = range->second;
      const QuantityText text(m_source.scenario, *field);
      input.effect.shown = text.shown(*base);
      input.effect.shownLo = text.shown(range->first);
      input.effect.shownHi = text.shown(range->second);
      input.field = std::move(*field);
      m_inputs.push_back(std::move(input));
    }
    return {};
  }

  // The fraction of all work that this part is, for progress.
  void progressOver(double from, double to) {
    if (!m_options.study.progress)
      return;
    m_study.progress = [report = m_options.study.progress, from, to](double fraction) {
      report(from + (to - from) * fraction);
    };
  }

  Result<void> present() {
    progressOver(0, 0.02);
    auto evaluated = evaluate(m_source, {{}}, m_study);
    if (!evaluated)
      return failure(evaluated.error());
    m_now = std::move(evaluated->points.front());
    if (!m_now.why.empty())
      return failure(ErrorKind::Input, m_now.why);
    m_result.replications = m_now.comparison.replicationsDone;
    m_result.warnings = m_now.comparison.warnings;
    for (const Outcome& outcome : m_now.comparison.platforms)
      m_result.now.push_back(figuresOf(m_now.comparison, outcome));
    if (const Outcome* answer = answerOf(m_now.comparison, m_options.decideBy))
      m_result.answer = answer->id;
    return {};
  }

  bool stopped(bool partial) {
    m_result.partial = m_result.partial || partial;
    return m_result.partial;
  }

  bool oneAtATime() {
    progressOver(0.02, 0.25);
    std::vector<std::vector<Setting>> points;
    for (const Input& input : m_inputs)
      for (const double base : {input.effect.lo, input.effect.hi})
        points.push_back({settingAt(input.field, base)});
    const auto evaluated = evaluate(m_source, std::move(points), m_study);
    if (!evaluated || stopped(evaluated->partial)) {
      m_result.partial = true;
      return false;
    }
    const Outcome& before = *m_now.outcome(m_result.answer);
    for (std::size_t i = 0; i < m_inputs.size(); ++i)
      for (const bool upper : {false, true}) {
        const StudyPoint& point = evaluated->points[2 * i + (upper ? 1 : 0)];
        InputEffect& effect = m_inputs[i].effect;
        Figure& cost = upper ? effect.costAtHi : effect.costAtLo;
        Figure& time = upper ? effect.timeAtHi : effect.timeAtLo;
        const Outcome* after = point.outcome(m_result.answer);
        if (after == nullptr) {
          cost = time = Figure::none(point.why);
          continue;
        }
        cost = pairedChange(costSamples(m_now.comparison, before), costSamples(point.comparison, *after));
        time = pairedChange(timeSamples(m_now.comparison, before), timeSamples(point.comparison, *after));
      }
    return true;
  }

  std::string answerAt(const StudyPoint& point) const {
    const Outcome* answer = answerOf(point.comparison, m_options.decideBy);
    return answer == nullptr ? std::string() : answer->id;
  }

  // Looks for a change of the answer between the input's value and `reach` times it, first at a few values, then by
  // bisection between the last with the same answer and the first with another.
  bool flips() {
    progressOver(0.25, 0.5);
    constexpr int kLooks = 4;
    struct Look {
      std::size_t input;
      bool upwards;
      double base;
    };
    std::vector<Look> looks;
    std::vector<std::vector<Setting>> points;
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
      const Input& input = m_inputs[i];
      const auto far = ends(input.field, input.effect.base, 1 / m_options.reach, m_options.reach);
      for (const bool upwards : {false, true})
        for (const double base :
             evenlySpaced(input.effect.base, upwards ? far->second : far->first, kLooks + 1, false)) {
          Setting setting = settingAt(input.field, base);
          const bool again = !points.empty() && looks.back().input == i && looks.back().upwards == upwards &&
                             looks.back().base == *setting.base;
          if (*setting.base == input.effect.base || again)
            continue;
          looks.push_back({i, upwards, *setting.base});
          points.push_back({std::move(setting)});
        }
    }
    const auto evaluated = evaluate(m_source, std::move(points), m_study);
    if (!evaluated || stopped(evaluated->partial)) {
      m_result.partial = true;
      return false;
    }
    m_study.progress = nullptr;
    for (std::size_t i = 0; i < looks.size();) {
      std::size_t end = i;
      while (end < looks.size() && looks[end].input == looks[i].input && looks[end].upwards == looks[i].upwards)
        ++end;
      double same = m_inputs[looks[i].input].effect.base;
      for (std::size_t j = i; j < end; ++j) {
        const StudyPoint& point = evaluated->points[j];
        if (!point.why.empty())
          break;
        if (answerAt(point) == m_result.answer) {
          same = looks[j].base;
          continue;
        }
        if (!closeIn(m_inputs[looks[i].input], looks[i].upwards, same, looks[j].base, answerAt(point)))
          return false;
        break;
      }
      i = end;
    }
    return true;
  }

  bool closeIn(Input& input, bool upwards, double same, double other, std::string to) {
    for (int step = 0; step < kFlipSteps && std::fabs(other - same) > kFlipTolerance * input.effect.base; ++step) {
      Setting setting = settingAt(input.field, same + (other - same) / 2);
      const double base = *setting.base;
      if (base == same || base == other)
        break;
      const auto evaluated = evaluate(m_source, {{std::move(setting)}}, m_study);
      if (!evaluated || evaluated->points.empty()) {
        m_result.partial = true;
        return false;
      }
      const std::string answer = answerAt(evaluated->points.front());
      if (answer == m_result.answer) {
        same = base;
      } else {
        other = base;
        to = answer;
      }
    }
    Flip flip;
    flip.upwards = upwards;
    flip.base = input.field.step() > 0 ? other : same + (other - same) / 2;
    flip.shown = QuantityText(m_source.scenario, input.field).shown(flip.base);
    flip.to = std::move(to);
    input.effect.flips.push_back(std::move(flip));
    return true;
  }

  // The inputs that move the cost or the time most, one at a time, and those with a flip.
  std::vector<std::size_t> thatMatter() const {
    std::vector<std::size_t> chosen(m_inputs.size());
    for (std::size_t i = 0; i < chosen.size(); ++i)
      chosen[i] = i;
    const auto weight = [this](std::size_t i) {
      const InputEffect& effect = m_inputs[i].effect;
      const auto swing = [](const Figure& lo, const Figure& hi, const Figure& now) {
        const double base = now.estimate && now.estimate->mean > 0 ? now.estimate->mean : 1;
        return std::max(lo.estimate ? std::fabs(lo.estimate->mean) : 0,
                        hi.estimate ? std::fabs(hi.estimate->mean) : 0) /
               base;
      };
      const Outcome& now = *m_now.outcome(m_result.answer);
      return (effect.flips.empty() ? 0 : 10) + swing(effect.costAtLo, effect.costAtHi, costOf(m_now.comparison, now)) +
             swing(effect.timeAtLo, effect.timeAtHi, timeOf(m_now.comparison, now));
    };
    std::ranges::stable_sort(chosen, std::ranges::greater(), weight);
    if (chosen.size() > kSobolInputs)
      chosen.resize(kSobolInputs);
    std::ranges::sort(chosen);
    return chosen;
  }

  void sobol() {
    if (m_options.samples < 2)
      return;
    progressOver(0.5, 1);
    const std::vector<std::size_t> chosen = thatMatter();
    const std::size_t k = chosen.size();
    const auto settings = [&](const std::vector<double>& cube) {
      std::vector<Setting> all;
      for (std::size_t i = 0; i < k; ++i) {
        const InputEffect& effect = m_inputs[chosen[i]].effect;
        all.push_back(settingAt(m_inputs[chosen[i]].field, effect.lo + cube[i] * (effect.hi - effect.lo)));
      }
      return all;
    };
    std::vector<std::vector<Setting>> points; // row by row: A, B, AB_1 … AB_k
    for (std::uint64_t row = 0; row < m_options.samples; ++row) {
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

  struct Outputs {
    double cost = 0;
    double time = 0;
    double same = 0;
  };
  std::optional<Outputs> outputsOf(const StudyPoint& point) const {
    const Outcome* outcome = point.outcome(m_result.answer);
    if (outcome == nullptr)
      return std::nullopt;
    const Figure& cost = costOf(point.comparison, *outcome);
    const Figure& time = timeOf(point.comparison, *outcome);
    if (!cost.estimate || !time.estimate)
      return std::nullopt;
    return Outputs{cost.estimate->mean, time.estimate->mean, answerAt(point) == m_result.answer ? 1.0 : 0.0};
  }

  // Rows in which every point has its outputs.
  void indices(const std::vector<std::size_t>& chosen, const std::vector<StudyPoint>& points) {
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

  const StudySource& m_source;
  const SensitivityOptions& m_options;
  StudyOptions m_study;
  std::vector<Input> m_inputs;
  StudyPoint m_now;
  SensitivityStudy m_result;
};

} // namespace

double InputEffect::costSwing() const {
  return std::max(costAtLo.estimate ? std::fabs(costAtLo.estimate->mean) : 0.0,
                  costAtHi.estimate ? std::fabs(costAtHi.estimate->mean) : 0.0);
}

Result<SensitivityStudy> sensitivity(const StudySource& source, const SensitivityOptions& options) {
  return Looking(source, options).look();
}

} // namespace coldframe
