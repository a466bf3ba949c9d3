#include "sim/study/optimize_arm.h"

#include "sim/result/outcome_builder.h"

#include <algorithm>
#include <limits>

namespace coldframe {

namespace {

constexpr double kSlack = 0.05;

double meanOf(const std::vector<double>& values, std::size_t first) {
  double sum = 0;
  for (std::size_t i = 0; i < first; ++i)
    sum += values[i];
  return first == 0 ? 0 : sum / static_cast<double>(first);
}

} // namespace

std::vector<double> ArmJudge::timesOf(const Arm& arm, std::size_t n) const {
  std::vector<double> times;
  for (std::size_t i = 0; i < n && i < arm.timesS.size(); ++i)
    if (arm.timesS[i])
      times.push_back(*arm.timesS[i]);
  return times;
}

double ArmJudge::valueOf(const Arm& arm, std::size_t n) const {
  if (m_options.minimise == Minimise::Cost)
    return meanOf(arm.costsUsd, n);
  const std::vector<double> times = timesOf(arm, n);
  return times.empty() ? std::numeric_limits<double>::infinity() : meanOf(times, times.size());
}

double ArmJudge::otherOf(const Arm& arm) const {
  const std::vector<double> other =
      m_options.minimise == Minimise::Cost ? timesOf(arm, arm.timesS.size()) : arm.costsUsd;
  return other.empty() ? std::numeric_limits<double>::infinity() : meanOf(other, other.size());
}

double ArmJudge::missed(const Arm& arm) const {
  const std::vector<double> times = timesOf(arm, arm.timesS.size());
  if (times.empty())
    return std::numeric_limits<double>::infinity();
  double worst = -1;
  if (m_options.deadline)
    worst = std::max(worst, meanOf(times, times.size()) / m_options.deadline->inSeconds() - 1);
  if (m_options.budgetUsd)
    worst = std::max(worst, meanOf(arm.costsUsd, arm.costsUsd.size()) / *m_options.budgetUsd - 1);
  return worst;
}

bool ArmJudge::contends(const Arm& arm) const {
  return arm.why.empty() && missed(arm) <= kSlack;
}

bool ArmJudge::clearlyWorse(const Arm& arm, const Arm& best) const {
  const std::size_t n = std::min(arm.replications(), best.replications());
  if (&arm == &best || n < kLeastToTell || !contends(best))
    return false;
  if (!contends(arm))
    return true;
  std::vector<double> more;
  for (std::size_t r = 0; r < n; ++r)
    if (m_options.minimise == Minimise::Cost)
      more.push_back(arm.costsUsd[r] - best.costsUsd[r]);
    else if (arm.timesS[r] && best.timesS[r])
      more.push_back(*arm.timesS[r] - *best.timesS[r]);
  return more.size() >= kLeastToTell && estimate(more).lo > 0;
}

double ArmJudge::shareCompleted(const Arm& arm) const {
  return arm.timesS.empty()
             ? 0
             : static_cast<double>(timesOf(arm, arm.timesS.size()).size()) / static_cast<double>(arm.timesS.size());
}

double ArmJudge::shareMet(const Arm& arm) const {
  const std::vector<double> times = timesOf(arm, arm.timesS.size());
  if (times.empty())
    return 0;
  if (m_options.budgetUsd && meanOf(arm.costsUsd, arm.costsUsd.size()) > *m_options.budgetUsd)
    return 0;
  if (!m_options.deadline)
    return shareCompleted(arm);
  if (!m_isJob)
    return meanOf(times, times.size()) <= m_options.deadline->inSeconds() ? shareCompleted(arm) : 0;
  const auto in = std::count_if(times.begin(), times.end(),
                                [this](double time) { return time <= m_options.deadline->inSeconds(); });
  return static_cast<double>(in) / static_cast<double>(arm.timesS.size());
}

bool ArmJudge::admitted(const Arm& arm) const {
  return arm.replications() >= m_options.study.replications && shareMet(arm) >= kFeasibleFrom;
}

bool ArmJudge::better(const Arm& a, const Arm& b) const {
  const auto classOf = [this](const Arm& arm) { return admitted(arm) ? 0 : contends(arm) ? 1 : 2; };
  const int of = classOf(a);
  if (of != classOf(b))
    return of < classOf(b);
  if (of == 2)
    return missed(a) < missed(b);
  const double first = valueOf(a, a.replications());
  const double second = valueOf(b, b.replications());
  return first != second ? first < second : otherOf(a) < otherOf(b);
}

Configuration ArmJudge::described(const Arm& arm) const {
  Configuration configuration;
  configuration.settings = arm.settings;
  configuration.platform = arm.platform;
  configuration.replications = arm.replications();
  configuration.why = arm.why;
  configuration.completed = shareCompleted(arm);
  configuration.met = shareMet(arm);
  configuration.admitted = admitted(arm);
  const std::vector<double> times = timesOf(arm, arm.timesS.size());
  configuration.timeS =
      times.empty() ? Figure::none("in no replication did every call complete") : Figure::of(estimate(times));
  configuration.costUsd =
      arm.costsUsd.empty() ? Figure::none("it was not simulated") : Figure::of(estimate(arm.costsUsd));
  return configuration;
}

} // namespace coldframe
