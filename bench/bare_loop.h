// The yardstick of the engine: the same arrivals, draws, sketches and metering on a queue of one's choice, environments
// kept for a fixed time and the newest taken first, and nothing else — no limits, retries, jobs, traces, policies. What
// the engine is slower than this is the price of its features.
#pragma once

#include "sim/random/distribution.h"
#include "sim/stats/quantile_sketch.h"
#include "sim/usage/meter.h"

#include <cstdint>
#include <vector>

namespace coldframe::bench {

struct BareResult {
  std::uint64_t calls = 0;
  std::uint64_t cold = 0;
  QuantileSketch response;
  QuantileSketch service;
  FunctionMeter meter;
};

// Queue: push(std::int64_t time, std::uint32_t payload), empty(), topTime(), pop() → payload.
template <class Queue>
BareResult bareLoop(double arrivalsPerSecond, double serviceSeconds, std::int64_t keepNs, std::int64_t windowNs) {
  struct Busy {
    std::int64_t arrival;
    std::int64_t duration;
  };
  BareResult result;
  Queue queue;
  std::vector<Busy> busy;
  std::vector<std::uint32_t> free;
  std::vector<std::int64_t> idleSince;
  Generator arrivals(Seed{1, 0}, Cause::Arrival);
  Generator services(Seed{1, 0}, Cause::Request);
  const Distribution service = Exponential{serviceSeconds * 1e9};
  const double gap = 1e9 / arrivalsPerSecond;
  std::int64_t next = Distribution::toWhole(gap * sampleExponential(arrivals));
  for (;;) {
    if (next < windowNs && (queue.empty() || next < queue.topTime())) {
      const std::int64_t now = next;
      next += Distribution::toWhole(gap * sampleExponential(arrivals));
      ++result.calls;
      while (!idleSince.empty() && now - idleSince.back() >= keepNs)
        idleSince.pop_back();
      if (idleSince.empty())
        ++result.cold;
      else
        idleSince.pop_back();
      std::uint32_t slot;
      if (free.empty()) {
        slot = static_cast<std::uint32_t>(busy.size());
        busy.emplace_back();
      } else {
        slot = free.back();
        free.pop_back();
      }
      busy[slot] = {now, service.sample(services)};
      queue.push(now + busy[slot].duration, slot);
    } else {
      if (queue.empty() || queue.topTime() >= windowNs)
        return result;
      const std::int64_t now = queue.topTime();
      const std::uint32_t slot = queue.pop();
      const Busy& call = busy[slot];
      result.response.add(now - call.arrival);
      result.service.add(call.duration);
      result.meter.addWarm(Duration::nanoseconds(call.duration));
      idleSince.push_back(now);
      free.push_back(slot);
    }
  }
}

} // namespace coldframe::bench
