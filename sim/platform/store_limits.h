// What all workers of a run together may ask of the object store and move: its request rates, over all its prefixes,
// and its total bandwidth, both directions together. First come, first served by the clock, so that `now` must not go
// back.
#pragma once

#include "sim/executor/executor_profile.h"
#include "sim/platform/token_bucket.h"
#include "sim/workload/surroundings.h"

namespace coldframe {

class StoreLimits {
public:
  explicit StoreLimits(const ObjectStoreProfile& store)
      : m_gets(over(store.getRate, store)), m_puts(over(store.putRate, store)),
        m_bytes(Rate::perSecond(store.aggregate.inBytesPerSecond())) {}

  // Whether tasks of a job through `executor` may have to wait.
  bool holdUpReads(const ExecutorProfile& executor) const {
    return executor.getsPerCall > 0 && (m_gets.limits() || m_bytes.limits());
  }
  bool holdUpWrites(const ExecutorProfile& executor) const {
    return executor.putsPerCall > 0 && (m_puts.limits() || m_bytes.limits());
  }

  // ns until a task's requests, and its `bytes`, may go.
  std::int64_t waitToRead(std::int64_t now, std::int64_t requests, Bytes bytes) {
    return wait(m_gets, now, requests, bytes);
  }
  std::int64_t waitToWrite(std::int64_t now, std::int64_t requests, Bytes bytes) {
    return wait(m_puts, now, requests, bytes);
  }

private:
  static Rate over(Rate each, const ObjectStoreProfile& store) {
    return Rate::perSecond(each.inPerSecond() * static_cast<double>(store.prefixes));
  }
  std::int64_t wait(RateGate& gate, std::int64_t now, std::int64_t requests, Bytes bytes) {
    const SimTime at = SimTime::atNanoseconds(now);
    return (std::max(gate.pass(at, requests), m_bytes.pass(at, bytes.count())) - at).ns();
  }

  RateGate m_gets;
  RateGate m_puts;
  RateGate m_bytes;
};

} // namespace coldframe
