#include "sim/study/evaluate.h"

#include "sim/base/parallel_for.h"
#include "sim/study/progress_meter.h"

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

class Evaluating {
public:
  Evaluating(const StudySource& source, std::vector<std::vector<Setting>>& points, const StudyOptions& options)
      : m_source(source), m_points(points), m_options(options),
        m_meter(static_cast<double>(points.size()), options.progress) {}

  // As many points at a time as there are threads, or one point at a time with its replications on all threads.
  std::size_t run(const PointSink& sink) {
    InOrder order(sink);
    const bool wide = m_points.size() >= 2 * static_cast<std::size_t>(std::max(1U, m_options.jobs));
    parallelFor(m_points.size(), wide ? m_options.jobs : 1, m_options.stop, [&](std::size_t index) {
      StudyPoint point;
      if (m_done || !evaluate(index, wide ? 1 : m_options.jobs, point))
        return false;
      if (!order.put(std::move(point)))
        m_done = true;
      return true;
    });
    return order.handedOver();
  }

private:
  bool evaluate(std::size_t index, unsigned jobs, StudyPoint& point) {
    point.index = index;
    point.settings = std::move(m_points[index]);
    ProgressShare share(m_meter, 1.0);
    auto bound = boundWith(m_source.scenario, point.settings, m_source.catalogue, m_cache);
    if (!bound) {
      point.why = bound.error().text(1);
    } else {
      StudyOptions options = m_options;
      options.jobs = jobs;
      options.progress = [&share](double fraction) { share.reach(fraction); };
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

  const StudySource& m_source;
  std::vector<std::vector<Setting>>& m_points;
  const StudyOptions& m_options;
  ProgressMeter m_meter;
  BindCache m_cache;
  std::atomic<bool> m_done = false;
};

} // namespace

const Outcome* StudyPoint::outcome(std::string_view platform) const {
  for (const Outcome& each : comparison.platforms)
    if (each.id == platform)
      return &each;
  return nullptr;
}

StudyOptions onOnePlatform(StudyOptions options, const std::string& platform) {
  options.only = platform;
  options.withBaseline = false;
  options.advice = false;
  return options;
}

Result<Evaluation> evaluate(const StudySource& source, std::vector<std::vector<Setting>> points,
                            const StudyOptions& options, const PointSink& sink) {
  Evaluation evaluation;
  evaluation.seed = options.seed.value_or(source.scenario.blocks.seed);
  evaluation.asked = points.size();
  evaluation.provisional = options.effort == Effort::Quick;
  const PointSink keep = [&evaluation](StudyPoint&& point) {
    evaluation.points.push_back(std::move(point));
    return true;
  };
  evaluation.done = Evaluating(source, points, options).run(sink ? sink : keep);
  evaluation.partial = evaluation.done < evaluation.asked;
  if (evaluation.done == 0 && evaluation.asked > 0)
    return failure(ErrorKind::Interrupted, "interrupted before the first point was finished");
  return evaluation;
}

} // namespace coldframe
