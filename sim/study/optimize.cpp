#include "sim/study/optimize.h"

#include "sim/random/elementary.h"
#include "sim/study/concerns.h"
#include "sim/study/find_platform.h"
#include "sim/study/optimize_arm.h"
#include "sim/study/platform_facts.h"
#include "sim/study/sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace coldframe {

namespace {

constexpr std::size_t kKeepOneOf = 3;
constexpr std::size_t kMostConfigurations = 100'000;

class Halving {
public:
  Halving(const StudySource& source, const OptimizeOptions& options, bool isJob)
      : m_source(source), m_options(options), m_isJob(isJob), m_judge(options, isJob) {}

  Result<void> makeArms(const std::vector<std::string>& platforms) {
    const auto grid = sweepPoints(m_options.variations, SweepDesign::Grid, 0, 0);
    if (!grid)
      return failure(grid.error());
    for (const std::string& platform : platforms) {
      std::set<std::string> seen;
      for (const std::vector<Setting>& point : *grid) {
        Arm arm;
        arm.platform = platform;
        for (const Setting& setting : point)
          if (concerns(setting, m_source.scenario, platform))
            arm.settings.push_back(setting);
        if (seen.insert(settingsText(arm.settings)).second)
          m_arms.push_back(std::move(arm));
      }
    }
    if (m_arms.size() > kMostConfigurations)
      return failure(ErrorKind::Usage, "there are " + std::to_string(m_arms.size()) +
                                           " configurations; at most 100,000 can be told apart in reasonable time");
    for (std::size_t i = 0; i < m_arms.size(); ++i)
      m_order.push_back(i);
    return {};
  }

  Result<void> run() {
    const std::uint64_t all = m_options.study.replications;
    std::vector<std::size_t> contenders = m_order;
    std::uint64_t replications = 1;
    for (;;) {
      const std::size_t keep = (contenders.size() + kKeepOneOf - 1) / kKeepOneOf;
      // What a first comparison tells apart is not simulated as often as the rung is high.
      for (const std::uint64_t rung : {std::min<std::uint64_t>(replications, kLeastToTell), replications}) {
        if (auto more = bringTo(contenders, std::min(rung, all)); !more)
          return more;
        sort(contenders);
        const Arm& best = m_arms[contenders.front()];
        std::erase_if(contenders, [&](std::size_t i) { return m_judge.clearlyWorse(m_arms[i], best); });
      }
      if (replications >= all || m_partial)
        break;
      replications *= kKeepOneOf;
      contenders.resize(std::min(contenders.size(), keep));
    }
    return lookAgain(all);
  }

  void fill(OptimizeStudy& study) {
    sort(m_order);
    const std::uint64_t all = m_options.study.replications;
    for (const std::size_t i : m_order) {
      const Arm& arm = m_arms[i];
      study.simulatedCalls += arm.calls;
      if (arm.replications() > 0)
        study.exhaustiveCalls +=
            static_cast<double>(arm.calls) * static_cast<double>(all) / static_cast<double>(arm.replications());
      study.configurations.push_back(m_judge.described(arm));
    }
    study.partial = m_partial;
    study.found = !m_order.empty() && m_judge.admitted(m_arms[m_order.front()]);
    study.warnings = m_warnings;
  }

private:
  // Makes more replications of these arms, up to so many in all.
  Result<void> bringTo(const std::vector<std::size_t>& arms, std::uint64_t replications) {
    std::map<std::pair<std::string, std::uint64_t>, std::vector<std::size_t>> groups; // by platform, by what they have
    for (const std::size_t i : arms)
      if (m_arms[i].why.empty() && m_arms[i].replications() < replications)
        groups[{m_arms[i].platform, m_arms[i].replications()}].push_back(i);
    for (const auto& [key, members] : groups) {
      std::vector<std::vector<Setting>> points;
      for (const std::size_t i : members)
        points.push_back(m_arms[i].settings);
      StudyOptions options = onOnePlatform(m_options.study, key.first);
      options.exactly = true;
      options.precision.reset();
      options.firstReplication = key.second;
      options.replications = replications - key.second;
      options.progress = nullptr;
      const auto evaluated = evaluate(m_source, std::move(points), options, [&](StudyPoint&& point) {
        take(m_arms[members[point.index]], point);
        return true;
      });
      if (!evaluated || evaluated->partial) {
        m_partial = true;
        if (key.second == 0)
          return failure(ErrorKind::Interrupted, "interrupted before every configuration was looked at once");
        return {};
      }
      tellProgress();
    }
    return {};
  }

  void take(Arm& arm, const StudyPoint& point) {
    arm.why = point.why;
    arm.calls += point.comparison.simulatedCalls;
    if (m_warnings.empty())
      m_warnings = point.comparison.warnings;
    const Outcome* outcome = point.outcome(arm.platform);
    if (outcome == nullptr)
      return;
    const Samples& samples = outcome->samples;
    const auto& times = m_isJob ? samples.makespanS : samples.responseP95S;
    const auto& costs = m_isJob && !m_options.study.month    ? samples.marginalUsd
                        : m_source.scenario.blocks.freeGrant ? samples.monthWithFreeGrantUsd
                                                             : samples.monthUsd;
    // A stream's replications are not told apart by completion: they count only when all of them completed.
    const bool whole = m_isJob || outcome->feasible;
    for (const std::optional<double>& time : times)
      arm.timesS.push_back(whole ? time : std::nullopt);
    arm.costsUsd.insert(arm.costsUsd.end(), costs.begin(), costs.end());
  }

  void sort(std::vector<std::size_t>& arms) const {
    std::ranges::stable_sort(arms,
                             [this](std::size_t a, std::size_t b) { return m_judge.better(m_arms[a], m_arms[b]); });
  }

  // What was dropped too early, if anything was.
  Result<void> lookAgain(std::uint64_t all) {
    while (!m_partial) {
      sort(m_order);
      const Arm& best = m_arms[m_order.front()];
      std::vector<std::size_t> again;
      for (const std::size_t i : m_order) {
        const Arm& arm = m_arms[i];
        if (arm.replications() >= all || !m_judge.contends(arm))
          continue;
        const std::size_t n = arm.replications();
        if (!m_judge.admitted(best) || m_judge.valueOf(arm, n) < m_judge.valueOf(best, n))
          again.push_back(i);
        if (!m_judge.admitted(best) && !again.empty())
          break; // one after another until one is admitted
      }
      if (again.empty())
        return {};
      if (auto more = bringTo(again, all); !more)
        return more;
    }
    return {};
  }

  void tellProgress() {
    if (!m_options.study.progress)
      return;
    double have = 0;
    for (const Arm& arm : m_arms)
      have += static_cast<double>(arm.replications());
    // Every rung simulates about as much as the first.
    const double rungs = 1 + detLog(static_cast<double>(m_options.study.replications)) / detLog(kKeepOneOf);
    m_options.study.progress(std::min(0.99, have / (static_cast<double>(m_arms.size()) * rungs)));
  }

  const StudySource& m_source;
  const OptimizeOptions& m_options;
  bool m_isJob;
  ArmJudge m_judge;
  bool m_partial = false;
  std::vector<Arm> m_arms;
  std::vector<std::size_t> m_order;
  std::vector<std::string> m_warnings;
};

} // namespace

double Configuration::value(Minimise minimise) const {
  const Figure& figure = minimise == Minimise::Cost ? costUsd : timeS;
  return figure.estimate ? figure.estimate->mean : std::numeric_limits<double>::infinity();
}

Result<OptimizeStudy> optimize(const StudySource& source, const OptimizeOptions& options) {
  const auto bound = bind(source.scenario, source.catalogue);
  if (!bound)
    return failure(bound.error());
  std::vector<std::string> platforms = options.platforms;
  if (platforms.empty())
    for (const BoundPlatform& platform : bound->platforms)
      platforms.push_back(platform.id);
  for (const std::string& id : platforms)
    if (findPlatform(*bound, id) == nullptr)
      return failure(ErrorKind::Usage, "the scenario has no platform '" + id + "'");

  OptimizeStudy study;
  static_cast<StudyHead&>(study) = studyHead(*bound, options.study);
  study.isJob = bound->isJob;
  study.month = options.study.month || !bound->isJob;
  study.minimise = options.minimise;
  study.deadline = options.deadline;
  study.budgetUsd = options.budgetUsd;
  for (const Variation& variation : options.variations) {
    study.variations.push_back(variation.text);
    study.warnings.insert(study.warnings.end(), variation.notes.begin(), variation.notes.end());
  }
  OptimizeOptions whole = options;
  if (study.provisional)
    whole.study.replications = std::max<std::uint64_t>(2, options.study.replications / 2);
  if (options.study.effort == Effort::Precise)
    whole.study.replications = options.study.replications * 4;
  study.replications = whole.study.replications;
  Halving halving(source, whole, bound->isJob);
  if (auto made = halving.makeArms(platforms); !made)
    return failure(made.error());
  if (auto run = halving.run(); !run)
    return failure(run.error());
  const std::vector<std::string> notes = study.warnings;
  halving.fill(study);
  study.warnings.insert(study.warnings.begin(), notes.begin(), notes.end());
  return study;
}

} // namespace coldframe
