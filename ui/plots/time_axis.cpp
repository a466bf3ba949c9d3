#include "ui/plots/time_axis.h"

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

void TimeAxis::setWhole(double from, double to) {
  m_from = from;
  m_to = std::max(to, from + 1e-9);
  m_seenFrom = m_from;
  m_seenTo = m_to;
  m_playhead = m_to;
  m_markerA.reset();
  m_markerB.reset();
  m_selectedRow.reset();
  m_pointer.reset();
  m_history.clear();
  m_history.record({m_seenFrom, m_seenTo});
  Q_EMIT wholeChanged();
  Q_EMIT seenChanged();
  Q_EMIT playheadChanged();
  Q_EMIT markersChanged();
  Q_EMIT selectionChanged();
}

void TimeAxis::see(double from, double to, bool gesture) {
  const double margin = (m_to - m_from) / 2;
  const double least = std::max(1e-9, std::fabs(m_to) * 1e-14);
  double length = std::clamp(to - from, least, m_to - m_from + 2 * margin);
  const double middle = (from + to) / 2;
  double begin = std::max(middle - length / 2, m_from - margin);
  begin = std::min(begin, m_to + margin - length);
  m_seenFrom = begin;
  m_seenTo = begin + length;
  m_history.record({m_seenFrom, m_seenTo}, gesture);
  Q_EMIT seenChanged();
}

void TimeAxis::seeAll() {
  see(m_from, m_to);
}

void TimeAxis::zoom(double factor, double about, bool gesture) {
  see(about - (about - m_seenFrom) * factor, about + (m_seenTo - about) * factor, gesture);
}

void TimeAxis::pan(double shareOfSeen, bool gesture) {
  const double by = (m_seenTo - m_seenFrom) * shareOfSeen;
  see(m_seenFrom + by, m_seenTo + by, gesture);
}

void TimeAxis::show(const ViewHistory::View& view) {
  m_seenFrom = view[0];
  m_seenTo = view[1];
  Q_EMIT seenChanged();
}

bool TimeAxis::back() {
  const auto view = m_history.back();
  if (view)
    show(*view);
  return view.has_value();
}

bool TimeAxis::forward() {
  const auto view = m_history.forward();
  if (view)
    show(*view);
  return view.has_value();
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
