// The cases that speed is stated for: a stream of requests of 2 s (exponential) at a mean concurrency, metrics and
// metering on.
#pragma once

#include "sim/run/simulate.h"

namespace coldframe::bench {

struct BenchCase {
  double rate = 1; // per second
  double serviceSeconds = 2;
  double windowSeconds = 1;
  double concurrency() const { return rate * serviceSeconds; }
};

// About `calls` calls at a mean concurrency.
inline BenchCase atConcurrency(double concurrency, double calls) {
  BenchCase c;
  c.rate = concurrency / c.serviceSeconds;
  c.windowSeconds = calls / c.rate;
  return c;
}

inline FaasModel plainFunction() {
  FaasModel model;
  model.timeout = Duration::max();
  model.keepAlive = FixedKeepAlive{Duration::minutes(10)};
  model.reuse = ReuseOrder::MostRecentlyUsed;
  model.sync.attempts = 1;
  return model;
}

inline RunInputs streamOf(const BenchCase& c) {
  RunInputs inputs;
  inputs.platformId = "lambda";
  inputs.window = Duration::fromSeconds(c.windowSeconds);
  StreamDemand stream;
  stream.arrivals = PoissonArrivals{Rate::perSecond(c.rate)};
  stream.request.work.cpu = Exponential{c.serviceSeconds * 1e9};
  inputs.demand = stream;
  return inputs;
}

} // namespace coldframe::bench
