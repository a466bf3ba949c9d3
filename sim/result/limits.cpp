#include "sim/result/limits.h"

#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// The call is lost at it, though no attempt of it was cut short.
bool turnsAway(LimitKind kind) {
  return kind == LimitKind::EventAge || kind == LimitKind::Queue;
}

bool isInBytes(LimitKind kind) {
  return kind == LimitKind::PayloadIn || kind == LimitKind::PayloadOut || kind == LimitKind::Disk;
}

std::string quantityText(LimitKind kind, double value) {
  if (!std::isfinite(value) || value >= 9e18)
    return "none";
  switch (kind) {
  case LimitKind::Time:
  case LimitKind::EventAge: {
    // Rounded up, so that what is over a limit never reads as the limit itself.
    const std::int64_t step = value >= 10e9 ? 100 : 1;
    const auto steps = static_cast<std::int64_t>(std::ceil(value / 1e6 / static_cast<double>(step)));
    return writeDuration(Duration::milliseconds(steps * step));
  }
  case LimitKind::Memory:
    return writeMemory(Memory::mb(static_cast<std::int64_t>(std::ceil(value / 1'048'576.0))));
  case LimitKind::PayloadIn:
  case LimitKind::PayloadOut:
  case LimitKind::Disk:
    return writeBytes(Bytes::of(static_cast<std::int64_t>(value)));
  case LimitKind::RequestRate:
    return writeRate(Rate::perSecond(value));
  case LimitKind::Concurrency:
  case LimitKind::Scaling:
  case LimitKind::Queue:
    break;
  }
  return significant(value);
}

} // namespace

bool killsCalls(LimitKind kind) {
  switch (kind) {
  case LimitKind::Time:
  case LimitKind::Memory:
  case LimitKind::PayloadIn:
  case LimitKind::PayloadOut:
  case LimitKind::Disk:
    return true;
  case LimitKind::Concurrency:
  case LimitKind::Scaling:
  case LimitKind::RequestRate:
  case LimitKind::EventAge:
  case LimitKind::Queue:
    break;
  }
  return false;
}

const char* limitName(LimitKind kind) {
  switch (kind) {
  case LimitKind::Time:
    return "time";
  case LimitKind::Memory:
    return "memory";
  case LimitKind::PayloadIn:
    return "payload_in";
  case LimitKind::PayloadOut:
    return "payload_out";
  case LimitKind::Disk:
    return "disk";
  case LimitKind::Concurrency:
    return "concurrency";
  case LimitKind::Scaling:
    return "scaling";
  case LimitKind::RequestRate:
    return "request_rate";
  case LimitKind::EventAge:
    return "event_age";
  case LimitKind::Queue:
    break;
  }
  return "queue";
}

const char* limitWords(LimitKind kind) {
  switch (kind) {
  case LimitKind::PayloadIn:
    return "request size";
  case LimitKind::PayloadOut:
    return "reply size";
  case LimitKind::RequestRate:
    return "request rate";
  case LimitKind::EventAge:
    return "waiting time";
  default:
    return limitName(kind);
  }
}

void mergeLimits(std::vector<LimitObservation>& all, const std::vector<LimitObservation>& more) {
  for (const LimitObservation& seen : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const LimitObservation& known) {
      return known.kind == seen.kind && known.limit == seen.limit;
    });
    if (same == all.end()) {
      all.push_back(seen);
      continue;
    }
    same->largest = std::max(same->largest, seen.largest);
    same->over += seen.over;
    same->of += seen.of;
  }
}

std::vector<LimitReport> reportLimits(const std::vector<LimitObservation>& all, bool feasible) {
  std::vector<LimitObservation> ordered = all;
  std::stable_sort(ordered.begin(), ordered.end(), [](const LimitObservation& a, const LimitObservation& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.limit < b.limit;
  });
  std::vector<LimitReport> reports;
  for (const LimitObservation& seen : ordered) {
    LimitReport report;
    report.kind = seen.kind;
    report.limit = quantityText(seen.kind, seen.limit);
    report.observed = quantityText(seen.kind, seen.largest);
    if (report.limit != "none" && isInBytes(seen.kind)) {
      report.limitRead = showBytes(Bytes::of(static_cast<std::int64_t>(seen.limit)));
      report.observedRead = showBytes(Bytes::of(static_cast<std::int64_t>(seen.largest)));
    }
    report.shareOver = seen.of > 0 ? static_cast<double>(seen.over) / static_cast<double>(seen.of) : 0.0;
    report.nearness = seen.limit > 0 && std::isfinite(seen.limit) ? seen.largest / seen.limit : 0.0;
    reports.push_back(std::move(report));
  }
  if (feasible)
    return reports;
  const auto weight = [](const LimitReport& report) {
    return report.shareOver > 0 ? report.shareOver + (killsCalls(report.kind)  ? 4.0
                                                      : turnsAway(report.kind) ? 2.0
                                                                               : 0.0)
                                : 0.0;
  };
  const auto heaviest =
      std::max_element(reports.begin(), reports.end(),
                       [&](const LimitReport& a, const LimitReport& b) { return weight(a) < weight(b); });
  if (heaviest != reports.end() && weight(*heaviest) > 0)
    heaviest->decides = true;
  return reports;
}

} // namespace coldframe
