// The one time axis of a replay, shared by everything that is drawn over time: the stretch that is seen, the playhead,
// the pointer, two markers and the selected call. Seconds after the trace's t0. Views only read it and ask for changes;
// whoever changes it, all of them follow. Looking back and forward goes through the stretches that were seen.
#pragma once

#include "ui/plots/view_history.h"

#include <QObject>
#include <optional>

namespace coldframe::ui {

class TimeAxis : public QObject {
  Q_OBJECT

public:
  explicit TimeAxis(QObject* parent = nullptr) : QObject(parent) {}

  double from() const { return m_from; } // of the whole run
  double to() const { return m_to; }
  double seenFrom() const { return m_seenFrom; }
  double seenTo() const { return m_seenTo; }
  double playhead() const { return m_playhead; }
  std::optional<double> pointer() const { return m_pointer; }
  std::optional<double> markerA() const { return m_markerA; }
  std::optional<double> markerB() const { return m_markerB; }
  std::optional<std::size_t> selectedRow() const { return m_selectedRow; }

  // A new run: all of it seen, the playhead at its end, no markers, nothing selected.
  void setWhole(double from, double to);
  // At least a nanosecond wide; at most half the run beyond either end. `gesture`: one of many in a drag.
  void see(double from, double to, bool gesture = false);
  void seeAll();
  void endGesture() { m_history.endGesture(); }
  void zoom(double factor, double about, bool gesture = false); // below 1: nearer; `about` stays where it is
  void pan(double shareOfSeen, bool gesture = false);
  bool back();
  bool forward();
  bool canGoBack() const { return m_history.canGoBack(); }
  bool canGoForward() const { return m_history.canGoForward(); }

  void setPlayhead(double seconds); // held within the run
  void setPointer(std::optional<double> seconds);
  void setMarkerA(std::optional<double> seconds);
  void setMarkerB(std::optional<double> seconds);
  void select(std::optional<std::size_t> row);

Q_SIGNALS:
  void wholeChanged();
  void seenChanged();
  void playheadChanged();
  void pointerChanged();
  void markersChanged();
  void selectionChanged();

private:
  void show(const ViewHistory::View& view);

  double m_from = 0;
  double m_to = 1;
  double m_seenFrom = 0;
  double m_seenTo = 1;
  double m_playhead = 1;
  std::optional<double> m_pointer;
  std::optional<double> m_markerA;
  std::optional<double> m_markerB;
  std::optional<std::size_t> m_selectedRow;
  ViewHistory m_history;
};

} // namespace coldframe::ui
