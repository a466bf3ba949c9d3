// Items that call the same external site or database. They stand in one line: the first goes on when fewer than
// `max_concurrency` are there and the rate's turn has come, does its I/O part there, and then its CPU part. The time
// cap may strike at any of these instants: who is cut off in the line leaves it, and who is cut off at the site frees
// it.
#include "sim/platform/faas/faas_run.h"

#include <algorithm>

namespace coldframe {

void FaasRun::beginItem(std::uint32_t slot, std::int64_t now) {
  FlightDetail& detail = m_flights.detail(slot);
  detail.ticket = ++m_externalTickets;
  m_externalLine.push_back({slot, detail.ticket});
  callExternal(now);
  if (detail.ticket != 0 && m_model.timeout < Duration::max())
    schedule(m_flights[slot].start + m_model.timeout.ns(), Happening::CutInLine, slot);
}

// Lets go on who may.
void FaasRun::callExternal(std::int64_t now) {
  while (!m_externalLine.empty()) {
    const InLine first = m_externalLine.front();
    if (!standsInLine(first)) {
      m_externalLine.pop_front();
      continue;
    }
    if (m_inputs.external.maxConcurrency > 0 && m_externalBusy >= m_inputs.external.maxConcurrency)
      return; // who leaves the site calls the next
    if (const std::int64_t opens = m_externalGate.opens().ns(); opens > now) {
      if (m_externalTurn != opens)
        schedule(m_externalTurn = opens, Happening::ExternalTurn, 0);
      return;
    }
    m_externalLine.pop_front();
    m_externalGate.pass(SimTime::atNanoseconds(now));
    ++m_externalBusy;
    FlightDetail& detail = m_flights.detail(first.slot);
    detail.ticket = 0;
    detail.atExternal = true;
    stepOn(first.slot, now, now + nextItem(first.slot).ioNs, Happening::ItemWaited);
  }
}

void FaasRun::itemWaited(std::uint32_t slot, std::int64_t now) {
  leaveExternal(slot, now);
  Flight& flight = m_flights[slot];
  FlightDetail& detail = m_flights.detail(slot);
  const std::int64_t items = flight.task >= 0 ? m_job->job.itemsOf(flight.task) : 1;
  const std::int64_t cpu = scaledTime(nextItem(slot).cpuNs, detail.cpuFactor);
  if (++detail.nextItem < items)
    return stepOn(slot, now, now + cpu, Happening::ItemBegins);
  flight.duration = now + cpu + detail.around + detail.after - flight.start;
  planEnd(slot, now);
}

// Goes on at `at` unless the time cap strikes first.
void FaasRun::stepOn(std::uint32_t slot, std::int64_t now, std::int64_t at, Happening next) {
  Flight& flight = m_flights[slot];
  if (m_model.timeout < Duration::max() && at - flight.start > m_model.timeout.ns()) {
    flight.duration = at - flight.start;
    return planEnd(slot, now);
  }
  schedule(at, next, slot);
}

// The time cap strikes one that stands in the line; it would have needed its item at least.
void FaasRun::cutInLine(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (m_flights.detail(slot).ticket == 0 || now - flight.start < m_model.timeout.ns())
    return; // it went on before, or another attempt has its slot
  m_flights.detail(slot).ticket = 0;
  flight.duration = now - flight.start + std::max<std::int64_t>(1, nextItem(slot).ioNs);
  planEnd(slot, now);
}

void FaasRun::leaveExternal(std::uint32_t slot, std::int64_t now) {
  if (!m_flights.detail(slot).atExternal)
    return;
  m_flights.detail(slot).atExternal = false;
  --m_externalBusy;
  callExternal(now);
}

Work FaasRun::nextItem(std::uint32_t slot) {
  const Flight& flight = m_flights[slot];
  if (flight.task < 0)
    return flight.work;
  const FlightDetail& detail = m_flights.detail(slot);
  return itemWork(m_job->job, m_seed, flight.task * m_job->job.batch + detail.nextItem, detail.jobRun);
}

} // namespace coldframe
