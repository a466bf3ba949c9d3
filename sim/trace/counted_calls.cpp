#include "sim/trace/counted_calls.h"

#include "sim/random/generator.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

std::int64_t whole(double ns) {
  return static_cast<std::int64_t>(std::floor(ns + 0.5));
}

} // namespace

bool QuantileLaw::add(double probability, std::int64_t ns) {
  if (!(probability >= 0 && probability <= 1) || ns < 0 || ns > std::int64_t{1} << 60)
    return false;
  if (!m_knots.empty() && (probability < m_knots.back().probability || ns < m_knots.back().ns))
    return false;
  m_knots.push_back({probability, ns});
  return true;
}

std::int64_t QuantileLaw::at(double probability) const {
  assert(!m_knots.empty());
  const auto above = std::ranges::lower_bound(m_knots, probability, {}, &Knot::probability);
  if (above == m_knots.begin())
    return m_knots.front().ns;
  if (above == m_knots.end())
    return m_knots.back().ns;
  const Knot& low = *(above - 1);
  const double part = (probability - low.probability) / (above->probability - low.probability);
  return low.ns + whole(part * static_cast<double>(above->ns - low.ns));
}

bool CountedCalls::hasRoomFor(std::int64_t calls) const {
  return static_cast<std::uint64_t>(calls) <= m_most - std::min(m_most, m_builder.rowCount());
}

bool CountedCalls::add(const CountedFunction& function, std::int64_t from, std::int64_t length, std::int64_t calls) {
  assert(calls >= 0 && length > 0);
  if (!hasRoomFor(calls))
    return false;
  KeyedGenerator random(Seed{}, Cause::Arrival, hashName(function.name), static_cast<std::uint64_t>(from));
  for (std::int64_t i = 0; i < calls; ++i) {
    const std::int64_t at = from + static_cast<std::int64_t>(random.uniform() * static_cast<double>(length));
    TraceRow row;
    row.set(Count::Function, function.number);
    row.set(Count::Memory, function.memory);
    row.set(Count::PeakMemory, function.peakMemory);
    if (function.durations.empty()) {
      row.set(Stamp::Submit, SimTime::atNanoseconds(at));
    } else {
      const std::int64_t took = function.durations.at(random.uniform());
      const bool endings = m_counts == Counts::Endings;
      row.set(Stamp::Start, SimTime::atNanoseconds(endings ? at - took : at));
      row.set(Stamp::End, SimTime::atNanoseconds(endings ? at : at + took));
    }
    m_builder.append(row);
  }
  return true;
}

} // namespace coldframe
