// The one time axis of a replay, shared by everything that is drawn over time: the stretch that is seen and the lanes
// of it, the playhead, the pointer, two markers and the selected call. Seconds after the trace's t0. Views only read it
// and ask for changes; whoever changes it, all of them follow. What was seen before is in the history of views.
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
  double seenFrom() const { return m_seen.from; }
  double seenTo() const { return m_seen.to; }
  double playhead() const { return m_playhead; }
  std::optional<double> pointer() const { return m_pointer; }
  std::optional<double> markerA() const { return m_markerA; }
  std::optional<double> markerB() const { return m_markerB; }
  std::optional<std::size_t> selectedRow() const { return m_selectedRow; }

  double firstLane() const { return m_seen.firstLane; }
  double endLane() const { return m_seen.endLane; }
  double lanes() const { return m_lanes; }
  // Whether what is seen changed last within a gesture: a wheel that turns, a drag, a key that is held down.
  bool isMoving() const { return m_moving; }

  // What is seen: a stretch of time, and lanes.
  struct Seen {
    double from = 0;
    double to = 1;
    double firstLane = 0;
    double endLane = 1;
    bool operator==(const Seen&) const = default;
  };
  const Seen& seen() const { return m_seen; }

  // A new run: all of it seen, the playhead at its end, no markers, nothing selected.
  void setWhole(double from, double to);
  void setLanes(double lanes); // at least 1; all of them seen
  // Time: at least a nanosecond, at most half the run beyond either end. Lanes: at least four, where there are as many.
  // `gesture`: one of many in a drag.
  void see(const Seen& wanted, bool gesture = false);
  void see(double from, double to, bool gesture = false);
  void seeLanes(double first, double end, bool gesture = false);
  void seeAll();
  void endGesture() { m_history->endGesture(); }
  void zoom(double factor, double about, bool gesture = false); // below 1: nearer; `about` stays where it is
  void pan(double shareOfSeen, bool gesture = false);
  // The history is the axis's own until it is told of another, with what there stands for it.
  void shareHistory(ViewHistory& history, QObject* owner);
  bool back() { return m_history->back(); }
  bool forward() { return m_history->forward(); }
  bool canGoBack() const { return m_history->canGoBack(); }
  bool canGoForward() const { return m_history->canGoForward(); }

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
  Seen held(const Seen& wanted) const; // within what may be seen
  void show(const Seen& seen);

  double m_from = 0;
  double m_to = 1;
  double m_lanes = 1;
  Seen m_seen;
  bool m_moving = false;
  double m_playhead = 1;
  std::optional<double> m_pointer;
  std::optional<double> m_markerA;
  std::optional<double> m_markerB;
  std::optional<std::size_t> m_selectedRow;
  ViewHistory m_own;
  ViewHistory* m_history = &m_own;
  QObject* m_owner = this; // in the history
};

} // namespace coldframe::ui
