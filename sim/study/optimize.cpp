#include "sim/study/optimize.h"

#include "sim/random/elementary.h"
#include "sim/result/outcome_builder.h"
#include "sim/study/find_platform.h"
#include "sim/study/platform_facts.h"
#include "sim/study/sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace coldframe {

namespace {

constexpr double kSlack = 0.05;
constexpr std::size_t kKeepOneOf = 3;
constexpr std::size_t kMostConfigurations = 100'000;

// A configuration and all that was seen of it.
struct Arm {
  std::vector<Setting> settings;
  std::string platform;
  std::string why;
  std::vector<std::optional<double>> timesS; // empty: a call was lost
  std::vector<double> costsUsd;
  std::uint64_t calls = 0;

  std::uint64_t replications() const { return costsUsd.size(); }
};

// Settings of other platforms' fields do not touch this one.
bool concerns(const Setting& setting, const Scenario& scenario, const std::string& platform) {
  constexpr std::string_view kPlatforms = "/platforms/";
  if (!setting.pointer.starts_with(kPlatforms))
    return true;
  const std::string segment =
      setting.pointer.substr(kPlatforms.size(), setting.pointer.find('/', kPlatforms.size()) - kPlatforms.size());
  const JsonNode* node = findByPointer(scenario.document, std::string(kPlatforms) + segment + "/id");
  return node == nullptr || !node->isString() || node->asString() == platform;
}

double meanOf(const std::vector<double>& values, std::size_t first) {
  double sum = 0;
  for (std::size_t i = 0; i < first; ++i)
    sum += values[i];
  return first == 0 ? 0 : sum / static_cast<double>(first);
}

class Halving {
public:
  Halving(const StudySource& source, const OptimizeOptions& options, bool isJob)
      : m_source(source), m_options(options), m_isJob(isJob) {}

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
      if (auto more = bringTo(contenders, std::min(replications, all)); !more)
        return more;
      sort(contenders);
      if (replications >= all || m_partial)
        break;
      replications *= kKeepOneOf;
      contenders.resize((contenders.size() + kKeepOneOf - 1) / kKeepOneOf);
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
      study.configurations.push_back(described(arm));
    }
    study.partial = m_partial;
    study.found = !m_order.empty() && admitted(m_arms[m_order.front()]);
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
      options.effort = Effort::Normal;
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

  // Over the first `n` replications.
  std::vector<double> timesOf(const Arm& arm, std::size_t n) const {
    std::vector<double> times;
    for (std::size_t i = 0; i < n && i < arm.timesS.size(); ++i)
      if (arm.timesS[i])
        times.push_back(*arm.timesS[i]);
    return times;
  }
  double valueOf(const Arm& arm, std::size_t n) const {
    if (m_options.minimise == Minimise::Cost)
      return meanOf(arm.costsUsd, n);
    const std::vector<double> times = timesOf(arm, n);
    return times.empty() ? std::numeric_limits<double>::infinity() : meanOf(times, times.size());
  }
  // By how much the constraints are missed in the mean, as a share: 0 or less when they are met.
  double missed(const Arm& arm) const {
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
  bool contends(const Arm& arm) const { return arm.why.empty() && missed(arm) <= kSlack; }

  double shareCompleted(const Arm& arm) const {
    return arm.timesS.empty()
               ? 0
               : static_cast<double>(timesOf(arm, arm.timesS.size()).size()) / static_cast<double>(arm.timesS.size());
  }
  double shareMet(const Arm& arm) const {
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
  bool admitted(const Arm& arm) const {
    return arm.replications() >= m_options.study.replications && shareMet(arm) >= kFeasibleFrom;
  }

  void sort(std::vector<std::size_t>& arms) const {
    const auto classOf = [this](const Arm& arm) { return admitted(arm) ? 0 : contends(arm) ? 1 : 2; };
    std::stable_sort(arms.begin(), arms.end(), [&](std::size_t a, std::size_t b) {
      const Arm& first = m_arms[a];
      const Arm& second = m_arms[b];
      const int of = classOf(first);
      if (of != classOf(second))
        return of < classOf(second);
      return of == 2 ? missed(first) < missed(second)
                     : valueOf(first, first.replications()) < valueOf(second, second.replications());
    });
  }

  // What was dropped too early, if anything was.
  Result<void> lookAgain(std::uint64_t all) {
    while (!m_partial) {
      sort(m_order);
      const Arm& best = m_arms[m_order.front()];
      std::vector<std::size_t> again;
      for (const std::size_t i : m_order) {
        const Arm& arm = m_arms[i];
        if (arm.replications() >= all || !contends(arm))
          continue;
        const std::size_t n = arm.replications();
        if (!admitted(best) || valueOf(arm, n) < valueOf(best, n))
          again.push_back(i);
        if (!admitted(best) && !again.empty())
          break; // one after another until one is admitted
      }
      if (again.empty())
        return {};
      if (auto more = bringTo(again, all); !more)
        return more;
    }
    return {};
  }

  Configuration described(const Arm& arm) const {
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
