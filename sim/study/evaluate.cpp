#include "sim/study/evaluate.h"

#include "sim/base/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace coldframe {

namespace {

// Hands points over in their order, whichever is finished first.
class InOrder {
public:
  explicit InOrder(const PointSink& sink) : m_sink(sink) {}

  // False: the sink wants no more.
  bool put(StudyPoint&& point) {
    const std::scoped_lock lock(m_mutex);
    m_waiting.emplace(point.index, std::move(point));
    while (m_wanted && !m_waiting.empty() && m_waiting.begin()->first == m_next) {
      m_wanted = m_sink(std::move(m_waiting.begin()->second));
      m_waiting.erase(m_waiting.begin());
      ++m_next;
    }
    return m_wanted;
  }
  std::size_t handedOver() const { return m_next; }

private:
  const PointSink& m_sink;
  std::mutex m_mutex;
  std::map<std::size_t, StudyPoint> m_waiting;
  std::size_t m_next = 0;
  bool m_wanted = true;
};

// Nobody waits for a point that has come to its end, however it did.
class Ending {
public:
  Ending(SharedOutcomes& shared, std::size_t point) : m_shared(shared), m_point(point) {}
  ~Ending() { m_shared.ended(m_point, {}); }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

private:
  SharedOutcomes& m_shared;
  std::size_t m_point;
};

} // namespace

const Outcome* StudyPoint::outcome(std::string_view platform) const {
  for (const Outcome& each : comparison.platforms)
    if (each.id == platform)
      return &each;
  return nullptr;
}

StudyOptions onOnePlatform(StudyOptions options, const std::string& platform) {
  options.only = {platform};
  options.withBaseline = false;
  options.advice = false;
  return options;
}

Evaluator::Evaluator(const StudySource& source, const StudyOptions& options)
    : m_source(source), m_options(options), m_shared(source.scenario) {}

void Evaluator::plan(const std::vector<std::vector<Setting>>& points) {
  std::vector<std::string> platforms;
  if (!m_options.precision && (m_options.only.empty() || !m_options.withBaseline))
    for (const PlatformBlock& block : m_source.scenario.blocks.platforms)
      if (m_options.includes(commonOf(block).id))
        platforms.push_back(commonOf(block).id);
  m_shared.plan(points, platforms);
}

bool Evaluator::evaluateOne(StudyPoint& point, unsigned jobs, ProgressMeter& meter) {
  ProgressShare share(meter, 1.0);
  auto bound = boundWith(m_source.scenario, point.settings, m_source.catalogue, m_cache);
  if (!bound) {
    point.why = bound.error().text(1);
  } else {
    StudyOptions options = m_options;
    options.jobs = jobs;
    options.progress = [&share](double fraction) { share.reach(fraction); };
    options.known = [&](const std::string& platform) { return m_shared.known(point.index, platform); };
    auto compared = compare(*bound, options);
    if (m_options.stop.stop_requested() && (!compared || compared->partial))
      return false; // a point with fewer replications than its neighbours would not compare with them
    if (compared)
      point.comparison = std::move(*compared);
    else
      point.why = compared.error().text(1);
  }
  share.reach(1.0);
  return true;
}

Result<Evaluation> Evaluator::evaluate(std::vector<std::vector<Setting>> points, const PointSink& sink) {
  Evaluation evaluation;
  evaluation.seed = m_options.seed.value_or(m_source.scenario.blocks.seed);
  evaluation.asked = points.size();
  evaluation.provisional = m_options.effort == Effort::Quick;
  const PointSink keep = [&evaluation](StudyPoint&& point) {
    evaluation.points.push_back(std::move(point));
    return true;
  };
  plan(points);
  InOrder order(sink ? sink : keep);
  ProgressMeter meter(static_cast<double>(points.size()), m_options.progress);
  std::atomic<bool> enough = false;
  // As many points at a time as there are threads, or one point at a time with its replications on all threads.
  const bool wide = points.size() >= 2 * static_cast<std::size_t>(std::max(1U, m_options.jobs));
  parallelFor(points.size(), wide ? m_options.jobs : 1, m_options.stop, [&](std::size_t index) {
    StudyPoint point;
    point.index = index;
    point.settings = std::move(points[index]);
    const Ending ending(m_shared, index);
    if (enough || !evaluateOne(point, wide ? 1 : m_options.jobs, meter))
      return false;
    m_shared.ended(index, point.comparison.platforms);
    if (!order.put(std::move(point)))
      enough = true;
    return true;
  });
  evaluation.done = order.handedOver();
  evaluation.partial = evaluation.done < evaluation.asked;
  if (evaluation.done == 0 && evaluation.asked > 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first point was finished");
  return evaluation;
}

Result<Evaluation> evaluate(const StudySource& source, std::vector<std::vector<Setting>> points,
                            const StudyOptions& options, const PointSink& sink) {
  return Evaluator(source, options).evaluate(std::move(points), sink);
}

} // namespace coldframe
