#include "sim/study/sensitivity_search.h"

#include "sim/study/numeric_inputs.h"
#include "sim/study/platform_facts.h"
#include "sim/study/quantity_text.h"
#include "sim/study/sensitivity_figures.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr int kFlipSteps = 12;
constexpr double kFlipTolerance = 0.005;

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

} // namespace

SensitivitySearch::SensitivitySearch(const StudySource& source, const SensitivityOptions& options)
    : m_source(source), m_options(options) {
  m_study = options.study;
  m_study.month = true;
  m_study.withBaseline = false;
  m_study.advice = false;
  m_study.only.clear();
  // Draws are shared: few replications tell a difference.
  if (m_study.effort == Effort::Quick)
    m_study.replications = std::min(m_study.replications, kSobolReplications);
}

Result<SensitivityStudy> SensitivitySearch::look() {
  if (auto described = describe(); !described)
    return failure(std::move(described.error()));
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

Result<void> SensitivitySearch::describe() {
  auto head = studyHead(m_source, m_study);
  if (!head)
    return failure(std::move(head.error()));
  static_cast<StudyHead&>(m_result) = std::move(*head);
  m_result.isJob = isJob(m_source.scenario.blocks.workload);
  m_result.decideBy = m_options.decideBy;
  m_result.range = m_options.range;
  m_result.reach = m_options.reach;
  return {};
}

std::optional<std::pair<double, double>> SensitivitySearch::ends(const VaryField& field, double base, double down,
                                                                 double up) const {
  const double most = std::max(base * up, base + field.step());
  const double least = std::min(base * down, base - field.step());
  const auto lo = field.base(field.nearest(std::max(least, field.options.min)));
  const auto hi = field.base(field.nearest(std::min(most, field.options.max)));
  if (!lo || !hi || !(*lo < *hi))
    return std::nullopt;
  // Zero often stands for something else: no limit, or "by the rule".
  return std::pair(*lo > 0 ? std::min(*lo, base) : base, std::max(*hi, base));
}

Result<void> SensitivitySearch::findInputs() {
  const bool asked = !m_options.inputs.empty();
  for (const std::string& named : asked ? m_options.inputs : numericInputs(m_source.scenario, m_source.catalogue)) {
    const auto known = quantityPointer(m_source.scenario, named);
    if (!known)
      return failure(known.error());
    const std::string& pointer = *known;
    auto field = findVaryField(m_source.scenario, m_source.catalogue, pointer);
    if (!field) {
      if (asked)
        return failure(field.error());
      m_result.left.push_back(pointer);
      continue;
    }
    const auto base = field->base(field->present);
    const auto range = base && *base > 0 ? ends(*field, *base, 1 - m_options.range, 1 + m_options.range) : std::nullopt;
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

void SensitivitySearch::progressOver(double from, double to) {
  if (!m_options.study.progress)
    return;
  m_study.progress = [report = m_options.study.progress, from, to](double fraction) {
    report(from + (to - from) * fraction);
  };
}

Result<void> SensitivitySearch::present() {
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

bool SensitivitySearch::stopped(bool partial) {
  m_result.partial = m_result.partial || partial;
  return m_result.partial;
}

bool SensitivitySearch::oneAtATime() {
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
      m_inputs[i].movesSomething = m_inputs[i].movesSomething || differs(point);
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

std::string SensitivitySearch::answerAt(const StudyPoint& point) const {
  const Outcome* answer = answerOf(point.comparison, m_options.decideBy);
  return answer == nullptr ? std::string() : answer->id;
}

bool SensitivitySearch::differs(const StudyPoint& point) const {
  if (!point.why.empty())
    return true;
  return std::ranges::any_of(m_now.comparison.platforms, [&](const Outcome& before) {
    const Outcome* after = point.outcome(before.id);
    return after == nullptr || after->feasible != before.feasible ||
           costSamples(point.comparison, *after) != costSamples(m_now.comparison, before) ||
           timeSamples(point.comparison, *after) != timeSamples(m_now.comparison, before);
  });
}

bool SensitivitySearch::flips() {
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
    const int count = input.movesSomething ? kLooks : 1;
    for (const bool upwards : {false, true})
      for (const double base : evenlySpaced(input.effect.base, upwards ? far->second : far->first, count + 1, false)) {
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

bool SensitivitySearch::closeIn(Input& input, bool upwards, double same, double other, std::string to) {
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

} // namespace coldframe
