#include "sim/study/sensitivity_search.h"

#include "sim/result/difference.h"
#include "sim/study/numeric_inputs.h"
#include "sim/study/platform_facts.h"
#include "sim/study/workload_size.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr int kFlipSteps = 12;
constexpr double kFlipTolerance = 0.005, kQuickFlipTolerance = 0.02; // of the input's value
constexpr double kQuickWorkPerPoint = 400'000;
constexpr int kLooks = 4, kQuickLooks = 1; // beyond the range, on either side

// Of which the paired change is looked at.
Compared timeOf(const SensitivityStudy& study) {
  return study.isJob ? Compared::MakespanS : Compared::ResponseP95S;
}

} // namespace

SensitivitySearch::SensitivitySearch(const StudySource& source, const SensitivityOptions& options)
    : m_source(source), m_options(options), m_study(options.study), m_evaluator(source, m_study) {
  m_study.month = true;
  m_study.withBaseline = false;
  m_study.advice = false;
  m_study.only.clear();
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
  const auto bound = bind(m_source.scenario, m_source.catalogue);
  if (!bound)
    return failure(bound.error());
  double work = 0;
  for (const BoundPlatform& platform : bound->platforms)
    work += m_work[platform.id] = std::min(expectedWork(platform.model), 2 * kQuickWorkPerRun);
  // Draws are shared: few replications tell a difference.
  if (m_study.effort == Effort::Quick)
    m_study.replications = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(kQuickWorkPerPoint / work), 1,
                                                     std::min(m_study.replications, kSobolReplications));
  static_cast<StudyHead&>(m_result) = studyHead(*bound, m_study);
  m_result.isJob = isJob(m_source.scenario.blocks.workload);
  m_result.decideBy = m_options.decideBy;
  m_result.range = m_options.range;
  m_result.reach = m_options.reach;
  return {};
}

std::optional<std::pair<double, double>> SensitivitySearch::ends(const Quantity& quantity, double down,
                                                                 double up) const {
  if (!quantity.present || !(*quantity.present > 0))
    return std::nullopt;
  const double base = *quantity.present;
  const double most = std::max(base * up, base + quantity.step);
  const double least = std::min(base * down, base - quantity.step);
  const double lo = quantity.legal(std::max(least, quantity.least));
  const double hi = quantity.legal(std::min(most, quantity.most));
  if (!(lo < hi))
    return std::nullopt;
  // Zero often stands for something else: no limit, or "by the rule".
  return std::pair(lo > 0 ? std::min(lo, base) : base, std::max(hi, base));
}

Result<void> SensitivitySearch::findInputs() {
  const bool asked = !m_options.inputs.empty();
  for (const std::string& named : asked ? m_options.inputs : numericInputs(m_source.scenario, m_source.catalogue)) {
    auto quantity = findQuantity(m_source.scenario, m_source.catalogue, named);
    if (!quantity) {
      if (asked)
        return failure(quantity.error());
      m_result.left.push_back(named);
      continue;
    }
    const auto range = ends(*quantity, 1 - m_options.range, 1 + m_options.range);
    if (!range) {
      if (asked)
        return failure(ErrorKind::Usage, named + " is not a number above zero that can be varied");
      m_result.left.push_back(named);
      continue;
    }
    Input input;
    input.effect.pointer = named;
    input.effect.base = *quantity->present;
    input.effect.lo = range->first;
    input.effect.hi = range->second;
    input.effect.shown = quantity->shown(input.effect.base);
    input.effect.shownLo = quantity->shown(range->first);
    input.effect.shownHi = quantity->shown(range->second);
    input.quantity = std::move(*quantity);
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
  auto evaluated = m_evaluator.evaluate({{}});
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
  leaveOutWhatIsNoAnswer();
  return {};
}

void SensitivitySearch::leaveOutWhatIsNoAnswer() {
  for (const Outcome& outcome : m_now.comparison.platforms)
    if (m_options.decideBy == DecideBy::Time || m_now.comparison.sendsBill(outcome))
      m_study.only.push_back(outcome.id);
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
      points.push_back(input.quantity.settings(base));
  const auto evaluated = m_evaluator.evaluate(std::move(points));
  const std::size_t done = evaluated ? evaluated->points.size() : 0;
  const Outcome& before = *m_now.outcome(m_result.answer);
  for (std::size_t i = 0; i < m_inputs.size(); ++i)
    for (const bool upper : {false, true}) {
      InputEffect& effect = m_inputs[i].effect;
      Figure& cost = upper ? effect.costAtHi : effect.costAtLo;
      Figure& time = upper ? effect.timeAtHi : effect.timeAtLo;
      const std::size_t index = 2 * i + (upper ? 1 : 0);
      if (index >= done) {
        cost = time = Figure::none("interrupted before it was looked at");
        continue;
      }
      const StudyPoint& point = evaluated->points[index];
      m_inputs[i].movesSomething = m_inputs[i].movesSomething || differs(point);
      (upper ? m_inputs[i].answerAtHi : m_inputs[i].answerAtLo) = answerAt(point);
      const Outcome* after = point.outcome(m_result.answer);
      if (after == nullptr) {
        cost = time = Figure::none(point.why);
        continue;
      }
      cost = differenceOf(m_now.comparison, before, *after, Compared::MonthUsd).bMinusA;
      time = differenceOf(m_now.comparison, before, *after, timeOf(m_result)).bMinusA;
    }
  return !stopped(!evaluated || evaluated->partial);
}

std::optional<std::string> SensitivitySearch::answerAt(const StudyPoint& point) const {
  if (!point.why.empty())
    return std::nullopt;
  const Outcome* answer = answerOf(point.comparison, m_options.decideBy);
  return answer == nullptr ? std::string() : answer->id;
}

bool SensitivitySearch::differs(const StudyPoint& point) const {
  if (!point.why.empty())
    return true;
  return std::ranges::any_of(m_now.comparison.platforms, [&](const Outcome& before) {
    const Outcome* after = point.outcome(before.id);
    if (after == nullptr) // it is none of those looked at
      return false;
    const auto moved = [&](Compared what) {
      return samplesOf(point.comparison, *after, what) != samplesOf(m_now.comparison, before, what);
    };
    return after->feasible != before.feasible || moved(Compared::MonthUsd) || moved(timeOf(m_result));
  });
}

bool SensitivitySearch::flips() {
  progressOver(0.25, 0.5);
  struct Look {
    std::size_t input;
    bool upwards;
    double base;
    std::optional<std::string> answer;
  };
  std::vector<Look> looks; // of one input and side one after the other, outwards
  std::vector<std::size_t> simulated;
  std::vector<std::vector<Setting>> points;
  for (std::size_t i = 0; i < m_inputs.size(); ++i) {
    const Input& input = m_inputs[i];
    const auto far = ends(input.quantity, 1 / m_options.reach, m_options.reach);
    const int count = !input.movesSomething ? 1 : m_study.effort == Effort::Quick ? kQuickLooks : kLooks;
    for (const bool upwards : {false, true}) {
      double last = input.effect.base;
      if (const double end = upwards ? input.effect.hi : input.effect.lo; end != last)
        looks.push_back({i, upwards, last = end, upwards ? input.answerAtHi : input.answerAtLo});
      for (const double base : evenlySpaced(input.effect.base, upwards ? far->second : far->first, count + 1, false)) {
        const double legal = input.quantity.legal(base);
        if (upwards ? legal <= last : legal >= last)
          continue;
        simulated.push_back(looks.size());
        looks.push_back({i, upwards, last = legal, {}});
        points.push_back(input.quantity.settings(legal));
      }
    }
  }
  const auto evaluated = m_evaluator.evaluate(std::move(points));
  if (!evaluated || stopped(evaluated->partial)) {
    m_result.partial = true;
    return false;
  }
  for (std::size_t i = 0; i < simulated.size(); ++i)
    looks[simulated[i]].answer = answerAt(evaluated->points[i]);
  m_study.progress = nullptr;
  for (std::size_t i = 0; i < looks.size();) {
    const Look& first = looks[i];
    double same = m_inputs[first.input].effect.base;
    bool open = true;
    for (; i < looks.size() && looks[i].input == first.input && looks[i].upwards == first.upwards; ++i) {
      const Look& look = looks[i];
      open = open && look.answer;
      if (open && *look.answer != m_result.answer) {
        open = false;
        if (!closeIn(m_inputs[look.input], look.upwards, same, look.base, *look.answer))
          return false;
      }
      same = look.base;
    }
  }
  return true;
}

bool SensitivitySearch::closeIn(Input& input, bool upwards, double same, double other, std::string to) {
  const double tolerance = m_study.effort == Effort::Quick ? kQuickFlipTolerance : kFlipTolerance;
  for (int step = 0; step < kFlipSteps && std::fabs(other - same) > tolerance * input.effect.base; ++step) {
    const double base = input.quantity.legal(same + (other - same) / 2);
    if (base == same || base == other)
      break;
    const auto evaluated = m_evaluator.evaluate({input.quantity.settings(base)});
    if (!evaluated || evaluated->points.empty()) {
      m_result.partial = true;
      return false;
    }
    const std::string answer = answerAt(evaluated->points.front()).value_or(std::string());
    if (answer == m_result.answer) {
      same = base;
    } else {
      other = base;
      to = answer;
    }
  }
  Flip flip;
  flip.upwards = upwards;
  flip.base = input.quantity.step > 0 ? other : same + (other - same) / 2;
  flip.shown = input.quantity.shown(flip.base);
  flip.to = std::move(to);
  input.effect.flips.push_back(std::move(flip));
  return true;
}

} // namespace coldframe
