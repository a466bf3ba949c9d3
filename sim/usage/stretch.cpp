#include "sim/usage/stretch.h"

#include <cassert>
#include <limits>

namespace coldframe {

namespace {

class Stretch {
public:
  Stretch(Duration from, Duration to) : m_from(from.ns()), m_to(to.ns()) { assert(m_from > 0 && m_to > 0); }

  std::int64_t operator()(std::int64_t value) const {
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    const Wide grown = (Wide{value} * m_to + m_from / 2) / m_from;
    return static_cast<std::int64_t>(grown < kMost ? grown : kMost);
  }

private:
  __extension__ using Wide = __int128;
  std::int64_t m_from;
  std::int64_t m_to;
};

} // namespace

Usage stretched(const Usage& usage, Duration from, Duration to) {
  const Stretch grow(from, to);
  Usage out = usage;
  for (FunctionUsage& function : out.functions) {
    for (std::int64_t* sum : {&function.requests, &function.runningNs, &function.initNs, &function.initCount})
      *sum = grow(*sum);
    for (std::int64_t& billed : function.billedMs)
      billed = grow(billed);
  }
  out.instances.clear();
  for (InstanceInterval interval : usage.instances) {
    if (interval.length == from)
      interval.length = to;
    else
      interval.count = grow(interval.count);
    out.addInstance(std::move(interval));
  }
  for (std::int64_t* sum :
       {&out.provisionedMbMs, &out.tmpMbMs, &out.objectStore.puts, &out.objectStore.gets, &out.objectStore.lists,
        &out.objectStore.bytesIn, &out.objectStore.bytesOut, &out.frontDoor.requests, &out.frontDoor.cacheNs,
        &out.frontDoor.balancerNs, &out.frontDoor.balancerUnitNs, &out.bytesToInternet, &out.logBytes,
        &out.queueRequests, &out.scheduleEvents, &out.surplusCreditNs, &out.diskGbMs, &out.addressNs})
    *sum = grow(*sum);
  return out;
}

} // namespace coldframe
