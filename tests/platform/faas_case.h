// A function with a stream of requests, said in a line: the textbook case that closed forms are about. Nothing
// limits it unless the test says so.
#pragma once

#include "sim/platform/faas/faas_model.h"
#include "sim/stats/estimate.h"

#include <functional>

namespace coldframe::test {

struct FaasCase {
  FaasModel model;
  RunInputs inputs;
  StreamDemand stream;

  FaasCase() {
    model.timeout = Duration::max();
    model.sync.attempts = 1;
    model.keepAlive = FixedKeepAlive{Duration::minutes(10)};
    inputs.platformId = "lambda";
  }
  FaasCase& poisson(double perSecond) {
    stream.arrivals = PoissonArrivals{Rate::perSecond(perSecond)};
    return *this;
  }
  FaasCase& at(std::vector<double> seconds) {
    std::vector<std::int64_t> ns;
    for (const double s : seconds)
      ns.push_back(Duration::fromSeconds(s).ns());
    stream.arrivals = Timestamps{std::make_shared<const std::vector<std::int64_t>>(std::move(ns))};
    return *this;
  }
  FaasCase& service(Distribution law) {
    stream.request.work.cpu = std::move(law);
    return *this;
  }
  FaasCase& keepFor(double seconds) {
    model.keepAlive = FixedKeepAlive{Duration::fromSeconds(seconds)};
    return *this;
  }
  FaasCase& cap(std::int64_t environments) {
    model.concurrency = environments;
    return *this;
  }
  FaasCase& window(double seconds) {
    inputs.window = Duration::fromSeconds(seconds);
    return *this;
  }
  FaasCase& warmUp(double seconds) {
    inputs.warmUp = Duration::fromSeconds(seconds);
    return *this;
  }

  RunOutput run(std::uint64_t replication = 0, TraceBuilder* trace = nullptr) {
    inputs.demand = stream;
    return simulateFaas(model, inputs, Seed{2018, replication}, trace, {});
  }
  // A figure of each of `seeds` runs.
  RunningMoments over(std::uint64_t seeds, const std::function<double(const RunOutput&)>& figure) {
    RunningMoments moments;
    for (std::uint64_t seed = 0; seed < seeds; ++seed)
      moments.add(figure(run(seed)));
    return moments;
  }
};

inline Distribution exponentialSeconds(double mean) {
  return Exponential{mean * 1e9};
}
inline Distribution seconds(double s) {
  return Scalar{s * 1e9};
}

inline double share(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}
inline double coldShare(const RunOutput& run) {
  return share(run.metrics.counts.cold, run.metrics.counts.arrivals);
}
inline double rejectedShare(const RunOutput& run) {
  return share(run.metrics.counts.dropped, run.metrics.counts.arrivals);
}
inline double meanRunning(const RunOutput& run) {
  return run.metrics.runningNs / static_cast<double>(run.metrics.window.ns());
}
inline double meanIdle(const RunOutput& run) {
  return run.metrics.idleNs / static_cast<double>(run.metrics.window.ns());
}

// Within 4 standard errors, and the standard error small enough to mean something: at most 0.3 % of the value, or 5e-4
// for probabilities under a tenth.
#define EXPECT_ORACLE(moments, expected)                                                                               \
  do {                                                                                                                 \
    const RunningMoments& m_ = (moments);                                                                              \
    const double expected_ = (expected);                                                                               \
    EXPECT_GE(m_.count(), 10U);                                                                                        \
    EXPECT_LE(std::fabs(m_.mean() - expected_), 4 * m_.standardError())                                                \
        << m_.mean() << " ± " << m_.standardError() << " against " << expected_;                                       \
    EXPECT_LE(m_.standardError(), std::max(0.003 * std::fabs(expected_), expected_ < 0.1 ? 5e-4 : 0.0));               \
  } while (false)

} // namespace coldframe::test
