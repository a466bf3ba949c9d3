#include "ui/plots/time_axis.h"

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

void TimeAxis::setWhole(double from, double to) {
  m_from = from;
  m_to = std::max(to, from + 1e-9);
  m_playhead = m_to;
  m_markerA.reset();
  m_markerB.reset();
  m_selectedRow.reset();
  m_pointer.reset();
  m_history->forget(m_owner);
  m_moving = false;
  Q_EMIT wholeChanged();
  show({m_from, m_to, 0, m_lanes});
  Q_EMIT playheadChanged();
  Q_EMIT markersChanged();
  Q_EMIT selectionChanged();
}

void TimeAxis::setLanes(double lanes) {
  m_lanes = std::max(1.0, lanes);
  m_history->forget(m_owner); // its lanes were others
  m_moving = false;
  show({m_seen.from, m_seen.to, 0, m_lanes});
}

TimeAxis::Seen TimeAxis::held(const Seen& wanted) const {
  const double margin = (m_to - m_from) / 2;
  const double least = std::max(1e-9, std::fabs(m_to) * 1e-14);
  const double length = std::clamp(wanted.to - wanted.from, least, m_to - m_from + 2 * margin);
  const double begin =
      std::min(std::max((wanted.from + wanted.to) / 2 - length / 2, m_from - margin), m_to + margin - length);
  constexpr double kFewestLanes = 4;
  const double lanes = std::clamp(wanted.endLane - wanted.firstLane, std::min(kFewestLanes, m_lanes), m_lanes);
  const double first = std::clamp((wanted.firstLane + wanted.endLane) / 2 - lanes / 2, 0.0, m_lanes - lanes);
  return {begin, begin + length, first, first + lanes};
}

void TimeAxis::see(const Seen& wanted, bool gesture) {
  const Seen before = m_seen;
  const Seen after = held(wanted);
  const auto view = [](const Seen& seen) {
    return ViewHistory::View{seen.from, seen.to, seen.firstLane, seen.endLane};
  };
  m_history->record(
      m_owner, view(before), view(after),
      [this](const ViewHistory::View& past) {
        m_moving = false;
        show({past[0], past[1], past[2], past[3]});
      },
      gesture);
  m_moving = gesture;
  show(after);
}

void TimeAxis::see(double from, double to, bool gesture) {
  see({from, to, m_seen.firstLane, m_seen.endLane}, gesture);
}

void TimeAxis::seeLanes(double first, double end, bool gesture) {
  see({m_seen.from, m_seen.to, first, end}, gesture);
}

void TimeAxis::seeAll() {
  see({m_from, m_to, 0, m_lanes});
}

void TimeAxis::zoom(double factor, double about, bool gesture) {
  see(about - (about - m_seen.from) * factor, about + (m_seen.to - about) * factor, gesture);
}

void TimeAxis::pan(double shareOfSeen, bool gesture) {
  const double by = (m_seen.to - m_seen.from) * shareOfSeen;
  see(m_seen.from + by, m_seen.to + by, gesture);
}

void TimeAxis::show(const Seen& seen) {
  m_seen = seen;
  Q_EMIT seenChanged();
}

void TimeAxis::shareHistory(ViewHistory& history, QObject* owner) {
  m_history = &history;
  m_owner = owner;
}

void TimeAxis::setPlayhead(double seconds) {
  const double held = std::clamp(seconds, m_from, m_to);
  if (held == m_playhead)
    return;
  m_playhead = held;
  Q_EMIT playheadChanged();
}

void TimeAxis::setPointer(std::optional<double> seconds) {
  if (seconds == m_pointer)
    return;
  m_pointer = seconds;
  Q_EMIT pointerChanged();
}

void TimeAxis::setMarkerA(std::optional<double> seconds) {
  m_markerA = seconds;
  Q_EMIT markersChanged();
}

void TimeAxis::setMarkerB(std::optional<double> seconds) {
  m_markerB = seconds;
  Q_EMIT markersChanged();
}

void TimeAxis::select(std::optional<std::size_t> row) {
  if (row == m_selectedRow)
    return;
  m_selectedRow = row;
  Q_EMIT selectionChanged();
}

} // namespace coldframe::ui
